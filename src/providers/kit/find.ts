import type { Sought } from '../../model/provider.ts'
import { text } from '../../model/value.ts'
import type { CloudClient, Session } from './call.ts'
import { memberOf } from './form.ts'
import { foreign, isMarked, isOurs } from './ownership.ts'
import type { Recipe, Shown } from './recipe.ts'
import { type BoundRecipe, sessionOf } from './session.ts'

/** Finds what an unfinished create left by its name, and proves that it is ours by tags, by a mark or as the recipe says. */
export async function find<Client extends CloudClient, A extends string>(
  bound: BoundRecipe<Client, A>,
  client: Client,
  sought: Sought,
): Promise<string | undefined> {
  const { recipe } = bound
  if (recipe.search !== undefined) return recipe.search(sessionOf(bound, client), sought)
  const id = recipe.id.of?.(sought)
  if (id === undefined) return undefined
  const session = sessionOf(bound, client, id)
  const shown = await recipe.show(session, sought.properties)
  if (shown === undefined) return undefined
  if (!(await isOwned(recipe, session, { shown, sought }))) throw foreign(recipe.type, sought.name || id)
  return id
}

async function isOwned<Client extends CloudClient, A extends string>(
  recipe: Recipe<Client, A>,
  session: Session<Client, A>,
  { shown, sought }: { readonly shown: Shown; readonly sought: Sought },
): Promise<boolean> {
  const { mark, form = {}, tags } = recipe
  if (recipe.owns !== undefined) return recipe.owns(shown, sought, session)
  if (mark !== undefined) return isMarked(mark, text(memberOf(shown.live, mark.property, form)) ?? '', sought)
  return isOurs(shown.tags ?? (await tags?.list?.(session, shown.live)) ?? {}, sought)
}
