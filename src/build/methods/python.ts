import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { FnxError } from '../../model/diagnostic.ts'
import type { Builder, Job, Ran } from '../method.ts'
import { unreached } from '../network.ts'
import { pinnedBy } from '../python/pinned.ts'
import { platformsOf } from '../python/platforms.ts'
import { namesIn, textOf } from '../repository.ts'
import { linkTo, sourcesIn } from '../sources.ts'

/**
 * Puts the packages that a requirements.txt, a Pipfile.lock or a pyproject.toml with the lock of uv or Poetry names beside
 * the code: wheels for the machine and the Python of the runtime, whatever this machine has.
 */
export const python: Builder = {
  missing: ({ unit: { folder } }) => requirementNames(folder).filter(name => !isBeside(name, folder)),
  async build(job) {
    const { unit, out } = job
    job.place(out)
    const pinned = await pinnedBy(unit.folder)
    const file = join(unit.folder, 'requirements.txt')
    const requirements = pinned?.text ?? textOf(file) ?? ''
    const included = pinned === undefined ? includedBy(unit.folder, 'requirements.txt') : []
    const version = /\d+\.\d+/.exec(unit.runtime)?.[0]
    if (requirements.replaceAll(/^\s*#.*$/gm, '').trim() === '') return
    const key = ['python', version ?? '', unit.architecture, unit.provider, requirements, ...included]
    const packages = await job.installed(key, folder => install(job, { folder, pinned, version }))
    linkTo(out, sourcesIn({ root: packages, repository: packages }))
  },
}

interface Installing {
  readonly folder: string
  /** What a lock says; else requirements.txt is followed. */
  readonly pinned: { readonly text: string; readonly whole: boolean } | undefined
  readonly version: string | undefined
}

/** Packages that exist as source alone are made into wheels here; pure ones fit every machine. */
async function install(job: Job, { folder, pinned, version }: Installing): Promise<void> {
  const { unit, scratch } = job
  const wheels = join(scratch, 'wheels')
  mkdirSync(wheels, { recursive: true })
  const file = join(scratch, 'requirements.txt')
  if (pinned !== undefined) writeFileSync(file, pinned.text)
  const args = [
    ...['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--no-compile'],
    ...['--target', folder, '--implementation', 'cp', '--only-binary', ':all:', '--find-links', wheels],
    ...(version === undefined ? [] : ['--python-version', version]),
    ...platformsOf(unit).flatMap(platform => ['--platform', platform]),
    ...(pinned?.whole === true ? ['--no-deps'] : []),
    ...['-r', pinned === undefined ? join(unit.folder, 'requirements.txt') : file],
  ]
  const made = new Set<string>()
  for (;;) {
    const ran = await job.tried('python3', args, { cwd: unit.folder })
    if (ran.code === 0) return
    // Without a network pip says at its end that there is no such package.
    const wanted = unreached(ran.output) === undefined ? withoutWheel(ran) : undefined
    if (wanted === undefined || made.has(wanted)) return job.fail('pip install', ran)
    made.add(wanted)
    await makeWheel(job, { wanted, wheels, first: ran })
  }
}

/** pip names the requirement that no wheel meets. */
function withoutWheel({ output }: Ran): string | undefined {
  return /No matching distribution found for ([^\s;(]+)/.exec(output)?.[1]
}

async function makeWheel(
  job: Job,
  { wanted, wheels, first }: { readonly wanted: string; readonly wheels: string; readonly first: Ran },
): Promise<void> {
  const into = join(job.scratch, 'made')
  mkdirSync(into, { recursive: true })
  const before = new Set(namesIn(into))
  const args = [
    '-m',
    'pip',
    'wheel',
    '--disable-pip-version-check',
    '--no-deps',
    '--no-input',
    '-w',
    into,
    wanted,
  ]
  const ran = await job.tried('python3', args, { cwd: job.scratch })
  if (ran.code !== 0) return job.fail('pip install', first)
  const made = readdirSync(into).filter(name => !before.has(name))
  if (made.some(name => !name.endsWith('-none-any.whl')))
    throw new FnxError({
      code: 'E8015',
      message: `${job.unit.id} needs ${wanted}, which has no wheel for ${job.unit.runtime} on ${job.unit.architecture}: only its source, which would be compiled for this machine.`,
      hint: 'Use a version that has a wheel, or build the package on the system of the cloud and name the wheel in requirements.txt.',
    })
  linkTo(
    wheels,
    made.map(path => ({ path, file: join(into, path) })),
  )
}

/** Files that requirements.txt names with `-r` and `-c` belong to it. */
function includedBy(folder: string, name: string, seen = new Set<string>()): readonly string[] {
  const file = join(folder, name)
  if (seen.has(file)) return []
  seen.add(file)
  const text = textOf(file) ?? ''
  const further = [...text.matchAll(/^\s*(?:-r|-c|--requirement|--constraint)[ =]*(\S+)/gm)]
  return [
    text,
    ...further.flatMap(([, path = '']) => includedBy(folder, relative(folder, join(folder, path)), seen)),
  ]
}

/** Lists the packages that a requirements.txt names itself; what is named in other ways stands for itself. */
function requirementNames(folder: string): readonly string[] {
  const text = textOf(join(folder, 'requirements.txt'))
  if (text === undefined)
    return namesIn(folder).filter(name => /^(pyproject\.toml|Pipfile\.lock)$/.test(name))
  return text
    .split(/\r?\n/)
    .map(line => line.replace(/(^|\s)#.*$/, '').trim())
    .filter(line => line !== '' && !line.startsWith('--'))
    .map(line => /^[A-Za-z0-9][\w.-]*/.exec(line)?.[0] ?? line)
}

/** Tells whether a package was installed into the folder of the code. */
function isBeside(name: string, folder: string): boolean {
  const plain = normal(name)
  return namesIn(folder).some(
    entry => /\.(dist|egg)-info$/.test(entry) && normal(entry.split('-')[0] ?? '') === plain,
  )
}

function normal(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-')
}
