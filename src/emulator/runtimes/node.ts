import { onPath, onShelf, type Shelf } from './installed.ts'
import type { Host, Runtime } from './runtime.ts'

const shelves: readonly Shelf[] = [
  { variable: 'NVM_DIR', folder: '.nvm', program: 'versions/node/v*/bin/node' },
  { variable: 'FNM_DIR', folder: '.local/share/fnm', program: 'node-versions/v*/installation/bin/node' },
  { folder: 'Library/Application Support/fnm', program: 'node-versions/v*/installation/bin/node' },
  { variable: 'VOLTA_HOME', folder: '.volta', program: 'tools/image/node/*/bin/node' },
  { variable: 'ASDF_DATA_DIR', folder: '.asdf', program: 'installs/nodejs/*/bin/node' },
  { variable: 'MISE_DATA_DIR', folder: '.local/share/mise', program: 'installs/node/*/bin/node' },
  { variable: 'NODENV_ROOT', folder: '.nodenv', program: 'versions/*/bin/node' },
  { variable: 'N_PREFIX', folder: '/usr/local', program: 'n/versions/node/*/bin/node' },
  { folder: '/opt/homebrew/opt', program: 'node@*/bin/node' },
  { folder: '/usr/local/opt', program: 'node@*/bin/node' },
]

/** The oldest Node that the bootstrap runs on. */
const oldest = 18

/** Runs Node functions on an installed Node of their version, else on the one that runs fnx. */
export const node: Runtime = {
  command: ({ runtime }, host) => ({
    file: interpreter(runtime, host) ?? process.execPath,
    options: host.debugPort === undefined ? [] : [`--inspect-brk=127.0.0.1:${host.debugPort}`],
    bootstrap: 'node.mjs',
    args: [],
  }),
  async mismatch(runtime, host) {
    const asked = versionOf(runtime)
    if (asked === undefined || interpreter(runtime, host) !== undefined) return undefined
    return { asked, has: own }
  },
}

const own = process.versions.node.split('.')[0] ?? ''

function versionOf(runtime: string): string | undefined {
  return /\d+/.exec(runtime)?.[0]
}

function interpreter(runtime: string, host: Host): string | undefined {
  const version = versionOf(runtime)
  if (version === own) return process.execPath
  if (version === undefined || Number(version) < oldest) return undefined
  return onPath([`node${version}`, `node-${version}`], host) ?? onShelf(shelves, version, host)
}
