import { join } from 'node:path'
import type { Runtime } from './runtime.ts'

/** Runs Node functions on the Node that runs fnx. */
export const node: Runtime = {
  command: ({ bootstraps, debugPort }) => ({
    file: process.execPath,
    args: [
      ...(debugPort === undefined ? [] : [`--inspect-brk=127.0.0.1:${debugPort}`]),
      join(bootstraps, 'node.mjs'),
    ],
  }),
  async mismatch(runtime) {
    const asked = /\d+/.exec(runtime)?.[0]
    const has = process.versions.node.split('.')[0]
    return asked === undefined || has === undefined || asked === has ? undefined : { asked, has }
  },
}
