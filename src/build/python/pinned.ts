import { join } from 'node:path'
import { FnxError } from '../../model/diagnostic.ts'
import { isList, list, record, text, type Value } from '../../model/value.ts'
import { textOf } from '../repository.ts'
import { readToml } from './toml.ts'

/** Requirements in pip's words; `whole` says that all that they need in turn is among them. */
export interface Pinned {
  readonly text: string
  readonly whole: boolean
}

/** Reads what a project pins, where it does so otherwise than by a requirements.txt: its lock, else its pyproject.toml. */
export async function pinnedBy(folder: string): Promise<Pinned | undefined> {
  const read = (name: string): string | undefined => textOf(join(folder, name))
  if (read('requirements.txt') !== undefined) return undefined
  const project = read('pyproject.toml')
  if (project === undefined) return fromPipfile(read('Pipfile.lock') ?? '', join(folder, 'Pipfile.lock'))
  const content = record((await readToml(project, join(folder, 'pyproject.toml'))) as Value) // TOML's values are plain data
  for (const name of ['uv.lock', 'poetry.lock']) {
    const lock = read(name)
    if (lock !== undefined)
      return fromLock(
        content,
        record((await readToml(lock, join(folder, name))) as Value),
        join(folder, name),
      ) // as above
  }
  return { text: texts(record(content.project).dependencies).join('\n'), whole: false }
}

function fromPipfile(content: string, file: string): Pinned {
  try {
    const packages = Object.entries(record(record(JSON.parse(content)).default))
    const lines = packages.map(([name, value]) => {
      const { version, markers } = record(value)
      if (typeof version !== 'string') throw foreign(name, file)
      return `${name}${version}${typeof markers === 'string' ? `; ${markers}` : ''}`
    })
    return { text: lines.join('\n'), whole: true }
  } catch (error) {
    if (error instanceof FnxError) throw error
    throw new FnxError({ code: 'E8014', message: `${file} is not JSON.`, hint: 'pipenv lock' })
  }
}

type Table = Readonly<Record<string, Value>>

/** Follows what the project needs through its lock; groups for development and extras that nobody asks for stay out. */
function fromLock(project: Table, lock: Table, file: string): Pinned {
  const packages = new Map<string, Table[]>()
  for (const item of list(lock.package).map(record)) {
    const name = normal(text(item.name) ?? '')
    packages.set(name, [...(packages.get(name) ?? []), item])
  }
  const lines = new Map<string, string>()
  const seen = new Set<string>()
  const waiting = [...needsOf(project)]
  for (const { name, marker, extras } of waiting) {
    const key = `${name} ${extras.join()} ${marker}`
    if (seen.has(key)) continue
    seen.add(key)
    for (const item of packages.get(name) ?? []) {
      const own = markerOf(item)
      const version = text(item.version)
      if (version === undefined || isForeign(item)) throw foreign(name, file)
      const met = [marker, own].filter(one => one !== '').map(one => `(${one})`)
      const line = `${name}==${version}`
      // Needed once without a condition, it is needed.
      if (met.length === 0) lines.set(line, line)
      else if (!lines.has(line)) lines.set(line, `${line}; ${met.join(' and ')}`)
      else if (lines.get(line) !== line) lines.set(line, `${lines.get(line)} or (${met.join(' and ')})`)
      for (const need of furtherNeeds(item, extras))
        waiting.push({ ...need, marker: both(marker, need.marker) })
    }
  }
  return { text: [...lines.values()].sort().join('\n'), whole: true }
}

interface Need {
  readonly name: string
  readonly marker: string
  readonly extras: readonly string[]
}

function both(one: string, other: string): string {
  return [one, other].filter(marker => marker !== '').join(' and ')
}

/** Direct dependencies, as PEP 621 writes them and as Poetry did before. */
function needsOf(project: Table): readonly Need[] {
  const standard = texts(record(project.project).dependencies).map(needIn)
  const poetry = Object.entries(record(record(record(project.tool).poetry).dependencies)).flatMap(
    ([name, value]) => {
      const { markers, extras, optional } = record(value)
      if (name === 'python' || optional === true) return []
      return [{ name: normal(name), marker: text(markers) ?? '', extras: texts(extras) }]
    },
  )
  return [...standard, ...poetry]
}

/** `httpx[http2]>=0.27; python_version > "3.8"`. */
function needIn(requirement: string): Need {
  const [, name = '', extras = ''] = /^\s*([\w.-]+)\s*(?:\[([^\]]*)\])?/.exec(requirement) ?? []
  const marker = /;\s*(.*)$/.exec(requirement)?.[1] ?? ''
  return {
    name: normal(name),
    marker,
    extras: extras
      .split(',')
      .map(extra => extra.trim())
      .filter(extra => extra !== ''),
  }
}

function furtherNeeds(item: Table, extras: readonly string[]): readonly Need[] {
  const { dependencies } = item
  // uv: a list of tables. Poetry: a map from names to ranges or tables.
  if (isList(dependencies) || item['optional-dependencies'] !== undefined) {
    const optional = extras.flatMap(extra => list(record(item['optional-dependencies'])[extra]))
    return [...list(dependencies), ...optional].map(record).map(need => ({
      name: normal(text(need.name) ?? ''),
      marker: text(need.marker) ?? '',
      extras: texts(need.extra),
    }))
  }
  const named = new Set(
    extras.flatMap(extra => texts(record(item.extras)[extra])).map(need => needIn(need).name),
  )
  return Object.entries(record(dependencies)).flatMap(([name, written]) =>
    (isList(written) ? written : [written]).flatMap(value => {
      const { markers, optional, extras } = record(value)
      if (optional === true && !named.has(normal(name))) return []
      const marker = (text(markers) ?? '').replaceAll(
        /\s*(and|or)\s*\(?\s*extra\s*==\s*["'][^"']*["']\s*\)?|extra\s*==\s*["'][^"']*["']\s*/g,
        '',
      )
      return [{ name: normal(name), marker: marker.trim(), extras: texts(extras) }]
    }),
  )
}

/** A package that differs by platform stands several times in uv's lock, each with its own marker. */
function markerOf(item: Table): string {
  return texts(item['resolution-markers'])
    .map(marker => `(${marker})`)
    .join(' or ')
}

function isForeign({ source }: Table): boolean {
  const { type, registry } = record(source)
  return source !== undefined && registry === undefined && type !== undefined && type !== 'legacy'
    ? true
    : source !== undefined && registry === undefined && type === undefined
}

function foreign(name: string, file: string): FnxError {
  return new FnxError({
    code: 'E8014',
    message: `${file} takes ${name} from elsewhere than a package index, and fnx installs only from there.`,
    hint: 'Write a requirements.txt beside it, which may name folders, addresses and repositories.',
  })
}

function texts(value: Value | undefined): readonly string[] {
  return list(value).flatMap(item => text(item) ?? [])
}

function normal(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-')
}
