import { join } from 'node:path'
import { FnxError } from '../../model/diagnostic.ts'
import { isRecord, record, type Value } from '../../model/value.ts'
import { textOf } from '../repository.ts'

/** What a package.json says that builds look at. */
export interface Manifest {
  readonly name: string | undefined
  readonly version: string
  readonly dependencies: Readonly<Record<string, string>>
  /** Needed where they are there. */
  readonly optional: Readonly<Record<string, string>>
  readonly development: Readonly<Record<string, string>>
  /** Patterns of the folders of a workspace's members. */
  readonly workspaces: readonly string[]
  readonly packageManager: string | undefined
}

/** Reads the package.json of a folder; one that is no JSON is a finding. */
export function manifestIn(folder: string): Manifest | undefined {
  const file = join(folder, 'package.json')
  const text = textOf(file)
  return text === undefined ? undefined : manifestOf(parsed(text.replace(/^\ufeff/, ''), file))
}

/** Tells whether a package needs no other at run time. */
export function asksNothing(folder: string): boolean {
  const { dependencies = {}, optional = {} } = manifestIn(folder) ?? {}
  return Object.keys({ ...dependencies, ...optional }).length === 0
}

function parsed(text: string, file: string): Readonly<Record<string, Value>> {
  try {
    return record(JSON.parse(text))
  } catch {
    throw new FnxError({
      code: 'E8014',
      message: `${file} is not JSON.`,
      hint: 'Fix the file; npm install shows the place.',
    })
  }
}

function manifestOf(content: Readonly<Record<string, Value>>): Manifest {
  const optional = { ...texts(content.optionalDependencies), ...texts(content.peerDependencies) }
  const all = texts(content.dependencies)
  const { workspaces } = content
  const listed = isRecord(workspaces) ? workspaces.packages : workspaces
  return {
    name: typeof content.name === 'string' ? content.name : undefined,
    version: typeof content.version === 'string' ? content.version : '0.0.0',
    dependencies: Object.fromEntries(Object.entries(all).filter(([name]) => !Object.hasOwn(optional, name))),
    optional,
    development: texts(content.devDependencies),
    workspaces: Array.isArray(listed) ? listed.filter(item => typeof item === 'string') : [],
    packageManager: typeof content.packageManager === 'string' ? content.packageManager : undefined,
  }
}

function texts(value: Value | undefined): Readonly<Record<string, string>> {
  const entries = Object.entries(record(value)).filter(([, item]) => typeof item === 'string')
  return Object.fromEntries(entries) as Readonly<Record<string, string>> // filtered just now
}
