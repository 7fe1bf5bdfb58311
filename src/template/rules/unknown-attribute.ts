import type { TypeTable } from '../../model/dialect.ts'
import { didYouMean } from '../../model/similar.ts'
import { at, isList, type Path, type Properties, type Reference } from '../../model/value.ts'
import type { SharedInput, SharedRule } from './rule.ts'

export const unknownAttribute: SharedRule = {
  code: 'E3014',
  title: 'Attribute that the resource does not have',
  why: 'The cloud gives certain values of each type of resource and no others.',
  *check(input) {
    for (const mention of input.references) {
      const asked = askedOf(mention, input)
      const { attributes } = asked?.table ?? {}
      if (asked === undefined || attributes === undefined || gives(attributes, asked.attribute)) continue
      const names = Object.keys(attributes)
      yield {
        path: placeOf(mention, input.template.document),
        message: `${mention.logicalId} is of type ${asked.type}, which has no attribute "${asked.attribute}".`,
        ...hintFor(asked.attribute, names),
      }
    }
  },
}

interface Asked {
  readonly type: string
  readonly attribute: string
  readonly table: TypeTable | undefined
}

/** What is made for a resource is named behind it, so that `Hello.Alias.Arn` asks for an attribute of the alias. */
function askedOf({ logicalId, attribute }: Reference, { deployed, types }: SharedInput): Asked | undefined {
  if (attribute === undefined || attribute.includes('{')) return undefined
  const [first = '', ...rest] = attribute.split('.')
  const made = typeIn(deployed, `${logicalId}.${first}`)
  if (made !== undefined && rest.length === 0) return undefined
  const type = made ?? typeIn(deployed, logicalId)
  if (type === undefined) return undefined
  return { type, attribute: made === undefined ? attribute : rest.join('.'), table: types.typeOf(type) }
}

function typeIn(deployed: SharedInput['deployed'], name: string): string | undefined {
  return Object.hasOwn(deployed, name) ? deployed[name] : undefined
}

/** A map whose entries are not listed may be asked for any: `Outputs.Url` of a stack. */
function gives(attributes: Readonly<Record<string, string>>, attribute: string): boolean {
  if (Object.hasOwn(attributes, attribute)) return true
  const steps = attribute.split('.')
  const above = steps.slice(1).map((_, index) => steps.slice(0, index + 1).join('.'))
  const isOpen = (name: string): boolean =>
    ['any', 'object'].includes(attributes[name] ?? '') &&
    !Object.keys(attributes).some(other => other.startsWith(`${name}.`))
  return above.some(isOpen)
}

function hintFor(attribute: string, names: readonly string[]): { readonly hint?: string } {
  const near = didYouMean(attribute, names)
  if (near.hint !== undefined || names.length > 6) return near
  return { hint: names.length === 0 ? 'Ref is all that it gives.' : `It has ${names.join(', ')}.` }
}

function placeOf({ path }: Reference, document: Properties): Path {
  return path.at(-1) === 'Fn::GetAtt' && isList(at(document, path)) ? [...path, 1] : path
}
