import type { Created, Input } from '../../model/provider.ts'
import type { CloudClient } from './call.ts'
import { settle, writeParts, writeTagChanges } from './changes.ts'
import { create } from './create.ts'
import { described } from './described.ts'
import { instanceTag } from './ownership.ts'
import { remove } from './remove.ts'
import { type BoundRecipe, sessionOf } from './session.ts'

/** What an update is about. */
export interface Update<Client> {
  readonly client: Client
  readonly id: string
  readonly input: Input
}

/** Brings a thing from `before` to its properties; without `before` every property is written, as a half-made thing needs. */
export async function update<Client extends CloudClient, A extends string>(
  bound: BoundRecipe<Client, A>,
  { client, id, input }: Update<Client>,
): Promise<Created> {
  const { recipe } = bound
  const session = sessionOf(bound, client, id)
  // What the last update failed at is repaired by this one, so that only what follows must succeed.
  await settle(recipe, session, false)
  if (await isHopeless(bound, { client, id, input })) return remake(bound, { client, id, input })
  await writeParts(recipe, session, { input })
  await writeTagChanges(recipe, session, { input })
  return described(recipe, session)
}

/** A thing that never came to life holds nothing yet: making it again harms nobody. */
async function isHopeless<Client extends CloudClient, A extends string>(
  bound: BoundRecipe<Client, A>,
  { client, id, input }: Update<Client>,
): Promise<boolean> {
  const { recipe } = bound
  if (recipe.hopeless === undefined || Object.keys(input.before ?? {}).length > 0) return false
  const shown = await recipe.show(sessionOf(bound, client, id), input.properties)
  return shown !== undefined && recipe.hopeless(shown.live)
}

async function remake<Client extends CloudClient, A extends string>(
  bound: BoundRecipe<Client, A>,
  { client, id, input }: Update<Client>,
): Promise<Created> {
  await remove(bound, client, {
    id,
    known: [input.properties],
    options: { empty: false, instance: input.tags[instanceTag] ?? '' },
  })
  return create(bound, client, input)
}
