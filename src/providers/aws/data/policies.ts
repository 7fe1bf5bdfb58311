import { list, type Properties, record } from '../../../model/value.ts'
import managed from './managed-policies.json' with { type: 'json' }
import templates from './policy-templates.json' with { type: 'json' }

/** A policy with holes: each `Ref` to one of its parameters is filled in. */
export interface PolicyTemplate {
  readonly parameters: readonly string[]
  readonly definition: Properties
}

const written: Properties = templates.templates

/** The policy templates of the transform, by name. */
export const policyTemplates: ReadonlyMap<string, PolicyTemplate> = new Map(
  Object.entries(written).map(([name, template]) => {
    const { parameters, definition } = record(template)
    return [name, { parameters: list(parameters).map(String), definition: record(definition) }]
  }),
)

const known = new Map<string, ReadonlyMap<string, string>>()

/** Gives, by name, the path with name of each policy that AWS manages in a partition. */
export function managedPolicies(partition: string): ReadonlyMap<string, string> {
  const found = known.get(partition) ?? read(partition)
  known.set(partition, found)
  return found
}

function read(partition: string): ReadonlyMap<string, string> {
  const groups = managed.groups.filter(({ partitions }) => partitions.includes(partition))
  return new Map(
    groups.flatMap(({ path, names }) =>
      names.split(' ').map((name): [string, string] => [name, path + name]),
    ),
  )
}
