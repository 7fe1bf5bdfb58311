import { basename, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { type Diagnostic, FnxError } from '../../model/diagnostic.ts'
import { similar } from '../../model/similar.ts'
import type { FunctionSpec } from '../../model/stack.ts'
import { isList, isRecord, member, type Properties, record, text, type Value } from '../../model/value.ts'
import { read } from '../../template/yaml/read.ts'
import type { WorkflowContext } from '../context.ts'
import { readNamed } from './files.ts'

type Variables = Readonly<Record<string, string>>

/** What a file of variables says. */
export interface Overrides {
  of(spec: FunctionSpec): Variables
  /** Names in it that are no function. */
  unknown(functions: readonly FunctionSpec[]): Promise<readonly Diagnostic[]>
}

/**
 * Reads a file of variables: JSON by logical ID, with `Parameters` for every function, or one flat map for all; or the lines of
 * an `.env` file, for all.
 */
export async function environmentOf(
  { cwd }: Pick<WorkflowContext, 'cwd'>,
  named: string | undefined,
): Promise<Overrides> {
  if (named === undefined) return { of: () => ({}), unknown: async () => [] }
  const source = withoutMark(Buffer.from(await readNamed(resolve(cwd, named), named)).toString())
  const map = isEnvFile(named, source) ? envLines(source) : jsonMap(source, named)
  if (holdsNull(map))
    throw new FnxError(
      {
        code: 'E0014',
        message: `${named} holds a NUL character, which no environment variable can have.`,
        hint: 'Leave it out, or encode the value, such as in Base64.',
      },
      2,
    )
  const flat = Object.values(map).every(value => !isRecord(value))
  return {
    of: ({ id, name }) =>
      strings(flat ? map : { ...part(map, 'Parameters'), ...part(map, name), ...part(map, id) }),
    unknown: async functions => (flat ? [] : unknownNames(Object.keys(map), { named, source, functions })),
  }
}

interface Known {
  readonly named: string
  readonly source: string
  readonly functions: readonly FunctionSpec[]
}

async function unknownNames(
  keys: readonly string[],
  { named, source, functions }: Known,
): Promise<readonly Diagnostic[]> {
  const ids = functions.map(({ id }) => id)
  const known = new Set(['Parameters', ...ids, ...functions.map(({ name }) => name)])
  const unknown = keys.filter(key => !known.has(key))
  if (unknown.length === 0) return []
  // JSON is YAML, whose reader knows where each key stands.
  const { template } = await read(named, source)
  return unknown.map(key => {
    const near = similar(key, ids)
    return {
      code: 'W0001',
      message: `${named} names ${key}, which is not a function of this template.`,
      hint: near === undefined ? `The functions are: ${ids.join(', ')}` : `Did you mean "${near}"?`,
      ...(template === undefined ? {} : { location: template.locate([key], 'key') }),
    }
  })
}

function envLines(source: string): Properties {
  return Object.fromEntries(Object.entries(parseEnv(source)).map(([name, value]) => [name, value ?? '']))
}

/** `.env`, `.env.local` or `dev.env`, unless it holds JSON. */
function isEnvFile(named: string, source: string): boolean {
  return /^\.env(\.|$)|\.env$/.test(basename(named)) && !source.trimStart().startsWith('{')
}

/** Windows PowerShell begins files with a mark that says how they are encoded. */
function withoutMark(source: string): string {
  return source.replace(/^\ufeff/, '')
}

function holdsNull(value: Value): boolean {
  if (typeof value === 'string') return value.includes('\0')
  const inner = isList(value) ? value : Object.entries(record(value)).flat()
  return inner.some(holdsNull)
}

function part(map: Properties, key: string): Properties {
  return record(member(map, key))
}

function strings(map: Properties): Variables {
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [key, text(value) ?? JSON.stringify(value)]),
  )
}

function jsonMap(source: string, named: string): Properties {
  const value = parsed(source, named)
  if (isRecord(value)) return value
  throw new FnxError(
    { code: 'E0014', message: `${named} does not hold a JSON map.`, hint: 'Fix the file.' },
    2,
  )
}

/** Parses JSON that the user gave, and says in words what is wrong with it. */
export function parsed(source: string, named: string): unknown {
  try {
    return JSON.parse(withoutMark(source))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new FnxError(
      { code: 'E0014', message: `${named} is not JSON: ${reason}.`, hint: 'Fix it; an empty map is {}.' },
      2,
    )
  }
}
