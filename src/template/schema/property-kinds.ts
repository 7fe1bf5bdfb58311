import type { WrittenResource } from '../../model/dialect.ts'
import type { Finding } from '../../model/template.ts'
import {
  callOf,
  isList,
  isRecord,
  list,
  member,
  own,
  type Path,
  type Properties,
  record,
  type Value,
} from '../../model/value.ts'
import { type Kind, kindNames, kindOfCall, kindsOfTypes, type Names } from '../call-kinds.ts'
import type { SchemaTables } from './type-tables.ts'

/** Finds the calls in the properties of a resource that give another kind of value than its type takes. */
export function wrongKindsOf(
  { type, body, logicalId, path }: WrittenResource,
  names: Names & { readonly types: SchemaTables },
): readonly Finding[] {
  const [file = '', name = ''] = names.types.typeOf(type)?.schema.split('#/definitions/') ?? []
  const definitions = record(names.types.document(file)?.definitions)
  const held = { value: body.Properties ?? {}, subject: logicalId, path: [...path, 'Properties'] }
  return [...wrongKinds({ ...held, rules: definitions[name] ?? true, definitions }, names)]
}

/** A value, the schema that it has to meet, and whose it is. */
interface Held {
  readonly value: Value
  readonly rules: Value
  readonly definitions: Properties
  readonly subject: string
  readonly path: Path
}

/** Looks for a text where a list is asked for, and the like. */
function* wrongKinds(held: Held, names: Names): Iterable<Finding> {
  const forms = formsOf(held.rules, held.definitions)
  const { value, path } = held
  const call = callOf(value)
  if (call?.name === 'Fn::If' && isList(call.argument)) {
    for (const index of [1, 2])
      yield* wrongKinds(
        { ...held, value: call.argument[index] ?? null, path: [...path, 'Fn::If', index] },
        names,
      )
  } else if (call !== undefined) yield* misfit(call.name, held, { kind: kindOfCall(value, names), forms })
  else if (isList(value)) {
    const items = forms.find(form => form.type === 'array')?.items
    if (items !== undefined)
      for (const [at, item] of value.entries())
        yield* wrongKinds({ ...held, value: item, rules: items, path: [...path, at] }, names)
  } else if (isRecord(value)) yield* wrongEntries(value, held, { forms, names })
}

function* wrongEntries(
  value: Properties,
  held: Held,
  { forms, names }: { readonly forms: readonly Properties[]; readonly names: Names },
): Iterable<Finding> {
  const maps = forms.filter(form => form.type === 'object')
  const [form] = maps
  // Which of several forms is meant is not asked.
  if (form === undefined || maps.length > 1) return
  for (const [key, item] of Object.entries(value)) {
    const rules = member(record(form.properties), key) ?? form.additionalProperties
    if (isRecord(rules)) yield* wrongKinds({ ...held, value: item, rules, path: [...held.path, key] }, names)
  }
}

function* misfit(
  name: string,
  { path, subject }: Held,
  { kind, forms }: { readonly kind: Kind | undefined; readonly forms: readonly Properties[] },
): Iterable<Finding> {
  const taken = new Set(forms.flatMap(form => kindsIn(form)))
  if (kind === undefined || taken.has(kind) || taken.has(undefined) || forms.length === 0) return
  const key = [...path].reverse().find(step => typeof step === 'string' && !step.startsWith('Fn::'))
  const wanted = [...taken].map(one => (one === undefined ? '' : kindNames[one])).join(' or ')
  yield {
    code: 'E3041',
    path: [...path, name],
    message: `"${String(key)}" of ${subject} takes ${wanted}, and ${name} gives ${kindNames[kind]} here.`,
    hint:
      kind === 'list'
        ? 'Fn::Select chooses one item, Fn::Join makes a text of all.'
        : 'Write it as a list: - !Ref …',
  }
}

/** Gives the plain forms of a schema: references followed, choices opened. */
function formsOf(rules: Value | undefined, definitions: Properties): readonly Properties[] {
  if (!isRecord(rules)) return []
  const { $ref, anyOf } = rules
  if (typeof $ref === 'string') return formsOf(definitions[$ref.slice('#/definitions/'.length)], definitions)
  return anyOf === undefined ? [rules] : list(anyOf).flatMap(form => formsOf(form, definitions))
}

function kindsIn({ type }: Properties): readonly (Kind | undefined)[] {
  const types = isList(type) ? type : [type ?? null]
  return types.map(one => own(kindsOfTypes, String(one)))
}
