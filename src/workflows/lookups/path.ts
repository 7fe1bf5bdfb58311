import type { LookupRemark } from '../../model/lookups.ts'
import { callOf, isList, isRecord, type Path, type Properties, type Value } from '../../model/value.ts'

/** Finds where in a template a question stands; a text that is put together there may not hold it whole. */
export function lookupPath(document: Properties, { of, name }: Pick<LookupRemark, 'of' | 'name'>): Path {
  if (of === 'parameters') return ['Parameters', name]
  const { Parameters: _parameters, Metadata: _metadata, ...rest } = document
  const [whole, like] = tests[of](name)
  return first(rest, [], whole) ?? first(rest, [], like) ?? ['Resources']
}

type Test = (value: Value) => boolean

const tests: Readonly<
  Record<Exclude<LookupRemark['of'], 'parameters'>, (name: string) => readonly [Test, Test]>
> = {
  references: name => [holding(name), holding('{{resolve:')],
  exports: name => [calling('Fn::ImportValue', name), calling('Fn::ImportValue')],
  zones: name => [calling('Fn::GetAZs', name), calling('Fn::GetAZs')],
}

function holding(part: string): Test {
  return value => typeof value === 'string' && value.includes(part)
}

function calling(name: string, argument?: string): Test {
  return value => {
    const call = callOf(value)
    return call?.name === name && (argument === undefined || call.argument === argument)
  }
}

function first(value: Value, path: Path, test: Test): Path | undefined {
  if (test(value)) return path
  if (!isList(value) && !isRecord(value)) return undefined
  const entries = isList(value) ? value.entries() : Object.entries(value)
  for (const [key, item] of entries) {
    const found = first(item, [...path, key], test)
    if (found !== undefined) return found
  }
  return undefined
}
