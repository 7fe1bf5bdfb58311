import type { Runtime } from './runtime.ts'

/** Runs Node functions on the Node that runs fnx. */
export const node: Runtime = {
  command: ({ debugPort }) => ({
    file: process.execPath,
    options: debugPort === undefined ? [] : [`--inspect-brk=127.0.0.1:${debugPort}`],
    bootstrap: 'node.mjs',
    args: [],
  }),
  async mismatch(runtime) {
    const asked = /\d+/.exec(runtime)?.[0]
    const has = process.versions.node.split('.')[0]
    return asked === undefined || has === undefined || asked === has ? undefined : { asked, has }
  },
}
