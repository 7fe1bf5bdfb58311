import type { ResourceType } from '../../model/provider.ts'
import type { CloudClient } from './call.ts'
import { omitUndefined } from './omit-undefined.ts'
import type { Recipe } from './recipe.ts'

/** What a resource type says of itself beside what it does. */
export type Facts = Omit<ResourceType, 'create' | 'find' | 'read' | 'update' | 'delete'>

/**
 * Derives from a recipe what its type takes, reads back and cannot change in place: the last where the cloud publishes no
 * table that says so.
 */
export function factsOf<Client extends CloudClient, A extends string>(
  recipe: Recipe<Client, A>,
  isTabled = false,
): Facts {
  const { type, naming, nameProperty, tags, omits, stays, replaces, updates, unseen = [] } = recipe
  const { partOf, uniqueBy, uniqueIf, grants, holds, renews } = recipe
  const names = [...(nameProperty === undefined ? [] : [nameProperty]), ...recipe.id.takes]
  const changed = [...changeable(recipe), ...(tags === undefined ? [] : [tags.property])]
  const takes = [...new Set([...names, ...recipe.create.takes, ...changed])].sort()
  const tagging = tags && { property: tags.property, form: tags.form }
  return {
    type,
    takes,
    reads: takes.filter(name => !names.includes(name) && !unseen.includes(name)),
    ...(isTabled ? {} : { replaceOn: takes.filter(name => !changed.includes(name)) }),
    ...omitUndefined<unknown>({
      naming,
      nameProperty,
      omits,
      stays,
      replaces,
      updates,
      partOf,
      uniqueBy,
      uniqueIf,
      grants,
      holds,
      renews,
      tagging,
    }),
  }
}

/** Lists the properties that calls of their own change. */
function changeable<Client extends CloudClient, A extends string>({
  parts = [],
}: Recipe<Client, A>): readonly string[] {
  return parts.flatMap(part => part.takes)
}
