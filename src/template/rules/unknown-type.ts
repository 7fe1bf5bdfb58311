import { didYouMean, similar } from '../../model/similar.ts'
import type { SharedInput, SharedRule } from './rule.ts'

/** Refuses types that are no types but nearly so. */
export const misspeltType: SharedRule = {
  code: 'E4211',
  title: 'Resource type does not exist',
  why: 'The cloud refuses a type that it does not have.',
  *check(input) {
    for (const { logicalId, type, path } of unknownTypes(input)) {
      const meant = meantBy(type, input.types.names())
      if (meant === undefined) continue
      yield {
        path: [...path, 'Type'],
        message: `${logicalId} is of type ${type}, which does not exist.`,
        hint: `Did you mean "${meant}"?`,
      }
    }
  },
}

/** Warns of types that may be newer than the tables. */
export const unknownType: SharedRule = {
  code: 'W4212',
  title: 'Resource type is not known',
  why: 'The cloud refuses a type that it does not have; a new one may be missing here.',
  *check(input) {
    for (const { logicalId, type, path } of unknownTypes(input))
      if (meantBy(type, input.types.names()) === undefined)
        yield {
          path: [...path, 'Type'],
          message: `${logicalId} is of type ${type}, which is not a type that fnx knows.`,
          ...didYouMean(type, input.types.names()),
        }
  },
}

/** Types of the cloud's own that neither its tables nor its dialect have; those of others are known to them alone. */
function unknownTypes({ resources, types, dialect }: SharedInput): SharedInput['resources'] {
  const unknown = resources.filter(
    ({ type }) =>
      !type.endsWith('::MODULE') &&
      types.typeOf(type) === undefined &&
      dialect.schemaOf(type) === undefined &&
      !isTransforms(type, dialect.schemaOf),
  )
  // Most templates have none: the names are not read for nothing.
  const owners = new Set(unknown.length === 0 ? [] : types.names().map(ownerOf))
  // A type without an owner is nobody's.
  return unknown.filter(({ type }) => owners.has(ownerOf(type)) || (owners.size > 0 && !type.includes('::')))
}

function ownerOf(type: string): string {
  return type.split('::', 1)[0] ?? ''
}

/** The transform's own types have a rule of their own. */
function isTransforms(type: string, schemaOf: (type: string) => string | undefined): boolean {
  return schemaOf(`${serviceOf(type)}::Function`) !== undefined && serviceOf(type).endsWith('::Serverless')
}

/** Finds the type that was meant: a name is near to those of its service, and a service to other services. */
function meantBy(type: string, names: readonly string[]): string | undefined {
  const service = similar(serviceOf(type), new Set(names.map(serviceOf)))
  if (service === undefined) return undefined
  const own = names.filter(name => serviceOf(name) === service).map(nameOf)
  const name = similar(nameOf(type), own)
  if (name === undefined || (service === serviceOf(type) && mayBeNew(nameOf(type), name))) return undefined
  return `${service}::${name}`
}

/** What goes on behind a known name is more likely a new type than a slip: `DomainNameV2`. */
function mayBeNew(name: string, known: string): boolean {
  return name.startsWith(known) && /^(V\d+|[A-Z][a-z]{2,}\w*)$/.test(name.slice(known.length))
}

function serviceOf(type: string): string {
  return type.slice(0, type.lastIndexOf('::'))
}

function nameOf(type: string): string {
  return type.slice(type.lastIndexOf('::') + 2)
}
