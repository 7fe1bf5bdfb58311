import { execFile } from 'node:child_process'
import { accessSync, constants, readFileSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { FnxError } from '../../model/diagnostic.ts'
import type { Runtime } from './runtime.ts'

/**
 * -u: what a function prints before it is killed must be in its log; -s: no packages of the person at the keyboard;
 * -B: nothing is written beside the code, as in the clouds.
 */
const flags = ['-u', '-s', '-B']
/** No packages of this machine: in the cloud there are those of the code alone. The debugger is one of this machine. */
const alone = '-S'

const run = promisify(execFile)

/** Runs Python functions on the first `python3` of the search path. */
export const python: Runtime = {
  async command({ searchPath, debugPort }) {
    const file = await interpreter(searchPath)
    const bootstrap = 'python.py'
    if (debugPort === undefined) return { file, options: [...flags, alone], bootstrap, args: [] }
    await needDebugger(file)
    return { file, options: flags, bootstrap, args: [`--debug=${debugPort}`] }
  },
  async mismatch(runtime, { searchPath }) {
    const asked = /\d+\.\d+/.exec(runtime)?.[0]
    const has = await ask(await interpreter(searchPath), 'print("%d.%d" % sys.version_info[:2])')
    return asked === undefined || asked === has ? undefined : { asked, has }
  },
}

const found = new Map<string, Promise<string>>()

function interpreter(searchPath: string): Promise<string> {
  const known = found.get(searchPath)
  if (known !== undefined) return known
  const looking = look(searchPath)
  found.set(searchPath, looking)
  return looking
}

/** Version managers put scripts in the path that would need their environment: those are asked for the program behind them. */
async function look(searchPath: string): Promise<string> {
  for (const folder of searchPath.split(delimiter)) {
    const file = join(folder, process.platform === 'win32' ? 'python.exe' : 'python3')
    if (!isProgram(file)) continue
    if (!isScript(file)) return file
    const behind = await ask(file, 'print(sys.executable)', searchPath).catch(() => '')
    if (behind !== '') return behind
  }
  throw new FnxError({
    code: 'E9003',
    message: 'The function is written in Python, and no python3 was found on the PATH.',
    hint: 'Install Python 3.8 or newer, so that `python3 --version` answers.',
  })
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

function isScript(file: string): boolean {
  return readFileSync(file).subarray(0, 2).toString('latin1') === '#!'
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
