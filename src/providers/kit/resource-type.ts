import type { ResourceType } from '../../model/provider.ts'
import type { Cloud, CloudClient } from './call.ts'
import { create } from './create.ts'
import { factsOf } from './facts.ts'
import { find } from './find.ts'
import { read } from './read.ts'
import type { Recipe } from './recipe.ts'
import { remove } from './remove.ts'
import { type BoundRecipe, sessionOf } from './session.ts'
import { update } from './update.ts'

/** Gives what makes resource types for a cloud: each of the service that its calls go to, and a recipe. */
export function recipesOf<Client extends CloudClient>(cloud: Cloud<Client>) {
  return <A extends string>(service: string, recipe: Recipe<Client, A>): ResourceType<Client> => {
    const bound: BoundRecipe<Client, A> = { cloud, service, recipe }
    const { trace } = recipe
    return {
      ...(trace && { trace: (client, sought) => trace(sessionOf(bound, client), sought) }),
      ...factsOf(recipe, cloud.isTabled),
      create: (client, input) => create(bound, client, input),
      find: (client, sought) => find(bound, client, sought),
      read: (client, known) => read(bound, client, known),
      update: (client, id, input) => update(bound, { client, id, input }),
      delete: (client, known, options) =>
        remove(bound, client, {
          id: known.physicalId ?? '',
          known: [known.properties, ...(known.earlier ?? [])],
          options: { ...options, instance: known.instance },
        }),
    }
  }
}
