import { execFile } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { FnxError } from '../../model/diagnostic.ts'
import { headOf, isProgram, onPath, onShelf, type Shelf } from './installed.ts'
import type { Host, Runtime } from './runtime.ts'

/**
 * -u: what a function prints before it is killed must be in its log; -s: no packages of the person at the keyboard;
 * -B: nothing is written beside the code, as in the clouds.
 */
const flags = ['-u', '-s', '-B']
/** No packages of this machine: in the cloud there are those of the code alone. The debugger is one of this machine. */
const alone = '-S'

const run = promisify(execFile)

const shelves: readonly Shelf[] = [
  { variable: 'PYENV_ROOT', folder: '.pyenv', program: 'versions/*/bin/python3' },
  { variable: 'UV_PYTHON_INSTALL_DIR', folder: '.local/share/uv/python', program: 'cpython-*-%/bin/python3' },
  { variable: 'ASDF_DATA_DIR', folder: '.asdf', program: 'installs/python/*/bin/python3' },
  { variable: 'MISE_DATA_DIR', folder: '.local/share/mise', program: 'installs/python/*/bin/python3' },
  { folder: '/Library/Frameworks/Python.framework/Versions', program: '*/bin/python3' },
  { folder: '/opt/homebrew/opt', program: 'python@*/bin/python*' },
  { folder: '/usr/local/opt', program: 'python@*/bin/python*' },
]

/** Runs Python functions on an installed Python of their version, else on the first `python3` of the search path. */
export const python: Runtime = {
  async command({ runtime }, host) {
    const { debugPort } = host
    const file = await interpreter(runtime, host)
    const bootstrap = 'python.py'
    if (debugPort === undefined) return { file, options: [...flags, alone], bootstrap, args: [] }
    await needDebugger(file)
    return { file, options: flags, bootstrap, args: [`--debug=${debugPort}`] }
  },
  async mismatch(runtime, host) {
    const asked = versionOf(runtime)
    if (asked === undefined) return undefined
    const has = await ask(await interpreter(runtime, host), 'print("%d.%d" % sys.version_info[:2])')
    return asked === has ? undefined : { asked, has }
  },
}

function versionOf(runtime: string): string | undefined {
  return /\d+\.\d+/.exec(runtime)?.[0]
}

const found = new Map<string, Promise<string>>()

function interpreter(runtime: string, host: Host): Promise<string> {
  const version = versionOf(runtime)
  const key = JSON.stringify([version, host.searchPath, host.home])
  const known = found.get(key)
  if (known !== undefined) return known
  const looking = look(version, host)
  found.set(key, looking)
  return looking
}

/** The oldest minor version of Python 3 that the bootstrap runs on. */
const oldest = 8

async function look(version: string | undefined, host: Host): Promise<string> {
  if (version !== undefined && Number(version.split('.')[1]) >= oldest) {
    const named = onPath([`python${version}`], host)
    const exact = named === undefined ? '' : await behind(named, host)
    const fitting = exact === '' ? onShelf(shelves, version, host) : exact
    if (fitting !== undefined) return fitting
  }
  return anyPython(host)
}

async function anyPython(host: Host): Promise<string> {
  for (const folder of host.searchPath.split(delimiter)) {
    const file = join(folder, process.platform === 'win32' ? 'python.exe' : 'python3')
    const program = isProgram(file) ? await behind(file, host) : ''
    if (program !== '') return program
  }
  throw new FnxError({
    code: 'E9003',
    message: 'The function is written in Python, and no python3 was found on the PATH.',
    hint: 'Install Python 3.8 or newer, so that `python3 --version` answers.',
  })
}

/** Version managers put scripts in the path that would need their environment: those are asked for the program behind them. */
async function behind(file: string, { searchPath }: Host): Promise<string> {
  if (headOf(file, 2) !== '#!') return file
  return ask(file, 'print(sys.executable)', searchPath).catch(() => '')
}

async function ask(file: string, question: string, searchPath = ''): Promise<string> {
  const env = searchPath === '' ? {} : { PATH: searchPath }
  const { stdout } = await run(file, ['-I', '-c', `import sys; ${question}`], { env })
  return stdout.trim()
}

async function needDebugger(file: string): Promise<void> {
  const has = await ask(file, 'import debugpy').then(
    () => true,
    () => false,
  )
  if (has) return
  throw new FnxError({
    code: 'E9008',
    message: `${file} has no module debugpy, which debugging Python needs.`,
    hint: `${file} -m pip install debugpy`,
  })
}
