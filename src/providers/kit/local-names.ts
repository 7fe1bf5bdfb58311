import type { Known } from '../../model/resolver.ts'
import type { Stack } from '../../model/stack.ts'
import { member, text } from '../../model/value.ts'

/** Says by what name each resource of a stack would be known once it is deployed: its own, or else its logical ID. */
export function localNames({ resources }: Stack, nameProperties: readonly string[]): Known {
  return logicalId => {
    const resource = Object.hasOwn(resources, logicalId) ? resources[logicalId] : undefined
    if (resource === undefined) return undefined
    const named = nameProperties.map(name => text(member(resource.properties, name)))
    return { Ref: named.find(name => name !== undefined) ?? logicalId }
  }
}
