import type { Properties } from '../../model/value.ts'
import type { CloudClient } from './call.ts'
import type { DeletionOptions } from './recipe.ts'
import { type BoundRecipe, sessionOf } from './session.ts'

/** What is deleted, with all properties that it may have. */
export interface Removal {
  readonly id: string
  readonly known: readonly Properties[]
  readonly options: DeletionOptions
}

/** Deletes a thing and what keeps it from going; gone already is well. */
export async function remove<Client extends CloudClient, A extends string>(
  bound: BoundRecipe<Client, A>,
  client: Client,
  { id, known, options }: Removal,
): Promise<void> {
  const { delete: deletion } = bound.recipe
  const session = sessionOf(bound, client, id)
  if (await deletion.isLeft?.(session)) return
  await deletion.before?.(session, known, options)
  const more =
    typeof deletion.members === 'function' ? await deletion.members(session, known) : deletion.members
  const members = { ...session.key, ...more }
  try {
    await session.send({ action: deletion.call, members, forgiving: true })
  } catch (error) {
    throw deletion.explain?.(error, id) ?? error
  }
  await deletion.after?.(session)
}
