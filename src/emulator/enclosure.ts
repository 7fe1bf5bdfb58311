import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Tree } from '../model/tree.ts'

/** What an execution environment is to see, by the paths of the host. */
export interface Inside {
  readonly code: string
  readonly parts: Readonly<Record<string, string>>
  readonly bootstraps: string
  readonly layers?: Tree['layers']
  /** Packages that are found after those of the code. */
  readonly modules?: string | undefined
  /** Becomes `/tmp`. */
  readonly temporary: string
  /** The program that is to run. */
  readonly file: string
}

/** How a program is started so that it sees what it is to see. */
export interface Enclosed {
  readonly file: string
  readonly args: readonly string[]
  /** The folder to start it in. */
  readonly folder: string
}

/** Where an enclosed function finds its things: the paths of Lambda. */
export const enclosedPaths = {
  code: '/var/task',
  bootstraps: '/var/runtime',
  // Where modules of both kinds are looked for after those of the code; Python is told of it.
  modules: '/var/node_modules',
  temporary: '/tmp',
  layers: '/opt',
}

/**
 * Mounts what the table says, and becomes the program: process and group stay those that were started.
 * The user namespace also keeps the environment and the descriptors of the processes outside from being read.
 */
const script = 'mount -a -T mounts && cd /var/task && exec "$@"'

/**
 * Makes the command that starts a program in mount and user namespaces of its own: `/var` is read-only and holds the
 * code and nothing that a module could be found in by mistake, `/tmp` belongs to the environment.
 */
export function enclose(inside: Inside, args: readonly string[]): Enclosed {
  const room = `${inside.temporary}-room`
  const { program, language } = shownAt(inside)
  const mounts = [
    ['overlay', '/var', 'overlay', 'lowerdir=var:/var'],
    ...treeAt({ folder: inside.code, parts: inside.parts }, enclosedPaths.code),
    bind(inside.bootstraps, enclosedPaths.bootstraps),
    ...(inside.modules === undefined ? [] : [bind(inside.modules, enclosedPaths.modules)]),
    ...(language === undefined ? [] : [bind(language, '/var/lang')]),
    ...(inside.layers === undefined ? [] : treeAt(inside.layers, enclosedPaths.layers)),
    [inside.temporary, '/tmp', 'none', 'bind'],
  ]
  for (const name of ['task', 'runtime', 'lang', 'node_modules'])
    mkdirSync(join(room, 'var', name), { recursive: true })
  // The search for the kind of a module ends here, whatever the machine has in its root.
  writeFileSync(join(room, 'var', 'package.json'), '{}\n')
  writeFileSync(join(room, 'mounts'), mounts.map(line).join(''))
  const namespaces = ['--user', '--map-root-user', '--mount']
  return { file: 'unshare', args: [...namespaces, 'sh', '-c', script, 'sh', program, ...args], folder: room }
}

function treeAt({ folder, parts }: Tree, to: string): readonly (readonly string[])[] {
  return [bind(folder, to), ...Object.entries(parts).map(([path, from]) => bind(from, `${to}/${path}`))]
}

/** `nosuid` and `nodev`, because a mount may not lack what the one that it shows has. */
function bind(from: string, to: string): readonly string[] {
  return [from, to, 'none', 'bind,ro,nosuid,nodev']
}

function line(fields: readonly string[]): string {
  return `${fields.map(escaped).join(' ')} 0 0\n`
}

function escaped(field: string): string {
  return field.replace(/[\s\\#]/g, char => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`)
}

/** Gives where a program is seen, and the folder of its language where that must be shown too. */
function shownAt(inside: Inside): { readonly program: string; readonly language?: string } {
  const own = [
    [inside.code, enclosedPaths.code],
    [inside.layers?.folder ?? inside.code, enclosedPaths.layers],
  ] as const
  const found = own.find(([from]) => !relative(from, inside.file).startsWith('..'))
  if (found !== undefined) return { program: join(found[1], relative(found[0], inside.file)) }
  const file = realpathSync(inside.file)
  if (!/^\/(opt|tmp|var)\//.test(file)) return { program: file }
  const language = dirname(dirname(file))
  return { program: join('/var/lang', relative(language, file)), language }
}

let asked: Promise<boolean> | undefined

/** Tells, by trying it once, whether this system lets a user enclose processes; the work folder keeps the answer. */
export function canEnclose(workDir: string): Promise<boolean> {
  asked ??= process.platform === 'linux' ? remembered(workDir) : Promise.resolve(false)
  return asked
}

/** Trying takes four processes, which is much of a cold start. */
async function remembered(workDir: string): Promise<boolean> {
  const file = join(workDir, 'enclosure')
  const here = placeOfProcess()
  const [place, answer] = textOf(file).split('\n')
  if (here !== '' && place === here) return answer === 'yes'
  const able = await attempt(workDir)
  try {
    writeFileSync(file, `${here}\n${able ? 'yes' : 'no'}\n`)
  } catch {
    // it is tried again next time
  }
  return able
}

/** What decides it: the system since its start, who asks, and in which container. */
function placeOfProcess(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
    const namespaces = ['user', 'mnt'].map(name => readlinkSync(`/proc/self/ns/${name}`))
    return [boot, process.getuid?.(), ...namespaces].join(' ')
  } catch {
    return ''
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

async function attempt(workDir: string): Promise<boolean> {
  const temporary = join(workDir, `probe-${process.pid}`)
  try {
    mkdirSync(temporary, { recursive: true })
    const inside = { code: temporary, parts: {}, bootstraps: temporary, temporary, file: '/bin/sh' }
    const { file, args, folder } = enclose(inside, ['-c', ':'])
    return await new Promise(resolve => {
      const child = spawn(file, [...args], { cwd: folder, env: { PATH: searched }, stdio: 'ignore' })
      child.on('error', () => resolve(false))
      child.on('exit', status => resolve(status === 0))
    })
  } catch {
    return false
  } finally {
    rmSync(temporary, { recursive: true, force: true })
    rmSync(`${temporary}-room`, { recursive: true, force: true })
  }
}

/** Where the programs are looked for that enclose a function. */
export const searched = '/usr/local/bin:/usr/bin:/bin'
