import type { Reasons, TypeFacts } from '../../../model/abilities.ts'
import type { TypeTable } from '../../../model/dialect.ts'
import type { ResourceType } from '../../../model/provider.ts'
import { at, type Properties, text, type Value } from '../../../model/value.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'

/** A resource type as the registry publishes it. */
export interface Published {
  readonly type: string
  readonly table: TypeTable
}

/** What a type says of itself, taken from what is published of it. */
export type Traits = TypeFacts & Pick<ResourceType, 'tagging'>

/** Says why Cloud Control cannot stand in for a type, or nothing where it can. */
export function whyNot(type: string, { lacks, identifier = [] }: TypeTable): string | undefined {
  const own = Object.hasOwn(reserved, type) ? reserved[type] : undefined
  if (own !== undefined) return own
  if (['create', 'read', 'update', 'delete'].every(handler => lacks.includes(handler)))
    return 'AWS has nothing but CloudFormation itself to make it by'
  const missing = ['create', 'delete'].find(handler => lacks.includes(handler))
  if (missing !== undefined) return `Cloud Control cannot ${missing} it`
  return identifier.length === 0 ? 'nothing is published of how it is told from others' : undefined
}

/** What would hand work to CloudFormation that fnx is there to do. */
const reserved: Reasons = {
  'AWS::CloudFormation::Stack': 'it would be a stack of CloudFormation, which fnx does without',
}

/** Derives from the table of a type what it takes, reads back and cannot change in place. */
export function traitsOf({ type, table }: Published): Traits {
  const { properties, required, writeOnly, lacks, replacedBy, identifier = [], tags } = table
  const isGiven = identifier.length > 0 && identifier.every(name => properties.includes(name))
  const isCompound = isGiven && identifier.length > 1
  const isFixed = isCompound && identifier.every(name => required.includes(name))
  return {
    type,
    generic: 'Cloud Control',
    takes: properties,
    reads: lacks.includes('read') ? [] : properties.filter(name => !writeOnly.includes(name)),
    replaceOn: replacedBy.map(way => way.replaceAll('/', '.')),
    ...omitUndefined<unknown>({
      nameProperty: isGiven && !isCompound ? identifier[0] : undefined,
      uniqueBy: isFixed ? identifier : undefined,
      replaces: lacks.includes('update') ? fixed(properties) : undefined,
      tagging: tags === undefined ? undefined : { property: tags, form: table.isMap(tags) ? 'map' : 'list' },
    }),
  }
}

function fixed(properties: readonly string[]): Reasons {
  return Object.fromEntries(properties.map(name => [name, 'Cloud Control cannot update it']))
}

/** Gives what `Fn::GetAtt` and `Ref` give of a thing, from its identifier and its model. */
export function attributesOf({ table }: Published, identifier: string, model: Properties): Properties {
  const { attributes = {}, ref } = table
  const whole = { ...model, ...partsOf(table, identifier) }
  const given = Object.keys(attributes).map(name => [name, at(whole, name.split('.'))] as const)
  const known = Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Properties // no others are left
  return { ...known, Ref: referenceOf(ref, whole) ?? identifier }
}

function referenceOf(ref: readonly string[] | undefined, whole: Properties): string | undefined {
  const parts = ref?.map(name => text(at(whole, name.split('/'))))
  return parts?.every(part => part !== undefined) ? parts.join('|') : undefined
}

/** The parts of an identifier are joined by `|`: https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-identifier.html. */
function partsOf({ identifier = [] }: TypeTable, joined: string): Properties {
  const parts: readonly Value[] = identifier.length === 1 ? [joined] : joined.split('|')
  if (parts.length !== identifier.length) return {}
  return Object.fromEntries(identifier.map((name, index) => [name, parts[index] ?? '']))
}

/** Gives the identifier of a thing where its properties alone say it. */
export function identifierIn({ identifier = [] }: TypeTable, properties: Properties): string | undefined {
  const parts = identifier.map(name => text(at(properties, name.split('/'))))
  return parts.length > 0 && parts.every(part => part !== undefined && part !== '')
    ? parts.join('|')
    : undefined
}
