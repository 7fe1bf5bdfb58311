import type { Rule } from '../../../../model/dialect.ts'
import { didYouMean } from '../../../../model/similar.ts'
import type { Finding } from '../../../../model/template.ts'
import { isRecord, type Path, type Properties, record, text } from '../../../../model/value.ts'
import { schemas } from '../schemas.ts'
import { functionIn, resourceKeys, writtenTypes } from '../written.ts'

/** Refuses types of Tencent's that neither the specification nor fnx has. */
export const unknownType: Rule = {
  code: 'E4415',
  title: 'Resource type that Tencent templates do not have',
  why: 'What is of no known type is not deployed, and what was deployed of it would be deleted.',
  *check({ template }) {
    for (const [logicalId, body] of Object.entries(record(template.document.Resources))) {
      const type = record(body).Type
      if (typeof type !== 'string' || !type.startsWith('TencentCloud::')) continue
      if (!knownTypes.includes(type))
        yield {
          path: ['Resources', logicalId, 'Type'],
          message: `${logicalId} is of type ${type}, which does not exist.`,
          hint: 'Take a type of the specification, or one of those that "fnx explain" lists.',
          ...didYouMean(type, knownTypes),
        }
    }
  },
}

const knownTypes: readonly string[] = [...Object.keys(schemas), writtenTypes.api]

/** Refuses what stands in a namespace or beside the properties of a function and is nothing that a template has there. */
export const strayKey: Rule = {
  code: 'E4416',
  title: 'Entry that is neither a function nor a setting',
  why: 'It would be left out, and a function that was deployed of it would be deleted.',
  *check({ template }) {
    for (const [logicalId, body] of Object.entries(record(template.document.Resources)))
      if (isRecord(body)) yield* strays(body, logicalId, ['Resources', logicalId])
  },
}

type Found = Omit<Finding, 'code'>

function* strays(body: Properties, name: string, path: Path): Generator<Found> {
  const holdsFunctions = body.Type === writtenTypes.namespace
  const keys = body.Type === writtenTypes.function ? [...resourceKeys, 'Events'] : resourceKeys
  for (const [key, inner] of Object.entries(body)) {
    if (keys.includes(key)) continue
    if (!holdsFunctions || !isRecord(inner) || mistaken(key, inner, keys))
      yield stray(key, { name, keys, path })
    else if (functionIn(inner)) yield* strays(inner, key, [...path, key])
    else yield noFunction(key, inner, path)
  }
}

/** Tells whether an entry without a type stands under a name that is nearly that of a setting, such as `Propertes`. */
function mistaken(key: string, inner: Properties, keys: readonly string[]): boolean {
  return inner.Type === undefined && didYouMean(key, keys).hint !== undefined
}

function stray(
  key: string,
  { name, keys, path }: { readonly name: string; readonly keys: readonly string[]; readonly path: Path },
): Found {
  return {
    path: [...path, key],
    part: 'key',
    message: `"${key}" of ${name} is nothing that stands there.`,
    hint: `Take one of ${keys.join(', ')}.`,
    ...didYouMean(key, keys),
  }
}

function noFunction(key: string, { Type }: Properties, path: Path): Found {
  if (Type === undefined)
    return {
      path: [...path, key],
      part: 'key',
      message: `${key} has no Type.`,
      hint: `Write "Type: ${writtenTypes.function}" for a function.`,
    }
  return {
    path: [...path, key, 'Type'],
    message: `${key} is of type ${text(Type) ?? 'no text'}, which no namespace holds.`,
    hint: `A namespace holds functions: did you mean "${writtenTypes.function}"?`,
  }
}
