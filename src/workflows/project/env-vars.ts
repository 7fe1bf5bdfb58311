import { resolve } from 'node:path'
import { FnxError } from '../../model/diagnostic.ts'
import type { FunctionSpec } from '../../model/stack.ts'
import { isList, isRecord, member, type Properties, record, text, type Value } from '../../model/value.ts'
import type { WorkflowContext } from '../context.ts'
import { readNamed } from './files.ts'

type Variables = Readonly<Record<string, string>>

/** Reads a file of variables: a map by logical ID, with `Parameters` for every function, or one flat map for all. */
export async function environmentOf(
  { cwd }: Pick<WorkflowContext, 'cwd'>,
  named: string | undefined,
): Promise<(spec: FunctionSpec) => Variables> {
  if (named === undefined) return () => ({})
  const map = jsonMap(Buffer.from(await readNamed(resolve(cwd, named), named)).toString(), named)
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
  return ({ id, name }) =>
    strings(flat ? map : { ...part(map, 'Parameters'), ...part(map, name), ...part(map, id) })
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
    return JSON.parse(source)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new FnxError(
      { code: 'E0014', message: `${named} is not JSON: ${reason}.`, hint: 'Fix it; an empty map is {}.' },
      2,
    )
  }
}
