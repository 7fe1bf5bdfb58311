import { spawn } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Ran, RunOptions } from './method.ts'

/** How a build meets the machine. */
export interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal?: AbortSignal
}

/** Runs a tool with the environment of the person at the keyboard, whose registries and keys it needs. */
export function runTool(
  machine: Machine,
  file: string,
  args: readonly string[],
  { cwd, env }: RunOptions,
): Promise<Ran> {
  return new Promise(resolve => {
    const child = spawn(file, [...args], {
      cwd,
      env: { ...machine.environment, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      ...(machine.signal === undefined ? {} : { signal: machine.signal, killSignal: 'SIGTERM' }),
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    child.on('error', error => resolve({ code: 127, output: output + error.message }))
    child.on('close', code => resolve({ code: code ?? 1, output }))
  })
}

/** Gives the file of a tool on the PATH. */
export function findTool({ environment }: Machine, name: string): string | undefined {
  const endings = process.platform === 'win32' ? ['.cmd', '.exe', '.bat', ''] : ['']
  const folders = (environment.PATH ?? environment.Path ?? '').split(delimiter)
  return folders.flatMap(folder => endings.map(ending => join(folder, name + ending))).find(isProgram)
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

type Installer = 'apt-get' | 'dnf' | 'apk' | 'brew' | 'winget' | 'any'

/** What each installer calls the package of a tool; `any` is a whole command for every system. */
const packages: Readonly<Record<string, Partial<Record<Installer, string>>>> = {
  npm: { 'apt-get': 'npm', dnf: 'nodejs-npm', apk: 'npm', brew: 'node', winget: 'OpenJS.NodeJS' },
  pnpm: { any: 'npm install --global pnpm' },
  yarn: { any: 'npm install --global yarn' },
  python3: {
    'apt-get': 'python3 python3-pip',
    dnf: 'python3-pip',
    apk: 'py3-pip',
    brew: 'python3',
    winget: 'Python.Python.3.13',
  },
  go: { 'apt-get': 'golang', dnf: 'golang', apk: 'go', brew: 'go', winget: 'GoLang.Go' },
  cargo: { any: 'curl https://sh.rustup.rs -sSf | sh', winget: 'Rustlang.Rustup' },
  mvn: { 'apt-get': 'maven', dnf: 'maven', apk: 'maven', brew: 'maven' },
  gradle: { 'apt-get': 'gradle', dnf: 'gradle', apk: 'gradle', brew: 'gradle', winget: 'Gradle.Gradle' },
  bundle: {
    'apt-get': 'ruby-bundler',
    dnf: 'rubygem-bundler',
    apk: 'ruby-bundler',
    any: 'gem install bundler',
  },
  composer: { 'apt-get': 'composer', dnf: 'composer', apk: 'composer', brew: 'composer' },
  dotnet: {
    'apt-get': 'dotnet-sdk-8.0',
    dnf: 'dotnet-sdk-8.0',
    apk: 'dotnet8-sdk',
    brew: 'dotnet',
    winget: 'Microsoft.DotNet.SDK.8',
  },
  make: { 'apt-get': 'make', dnf: 'make', apk: 'make', brew: 'make', winget: 'GnuWin32.Make' },
}

const commands: readonly (readonly [Installer, string])[] = [
  ['brew', 'brew install'],
  ['apt-get', 'sudo apt-get install'],
  ['dnf', 'sudo dnf install'],
  ['apk', 'sudo apk add'],
  ['winget', 'winget install'],
]

/** Says that a tool is absent, with the command that installs it on this machine. */
export function missingTool(id: string, tool: string, machine: Machine): Diagnostic {
  return {
    code: 'E8016',
    message: `Building ${id} needs ${tool}, which is not on the PATH.`,
    hint: installCommand(tool, machine),
  }
}

function installCommand(tool: string, machine: Machine): string {
  const known = packages[tool] ?? {}
  const found = commands.find(([name]) => known[name] !== undefined && findTool(machine, name) !== undefined)
  if (found !== undefined) return `${found[1]} ${known[found[0]]}`
  return known.any ?? `Install ${tool}, so that \`${tool} --version\` answers.`
}
