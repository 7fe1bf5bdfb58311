import type { Created } from '../../model/provider.ts'
import type { Properties } from '../../model/value.ts'
import type { Session } from './call.ts'
import { type CloudClient, unclear } from './call.ts'
import type { Recipe } from './recipe.ts'

/** Gives the physical ID and the attributes of a thing; `live` is an answer that shows it, asked for where it is needed. */
export async function described<Client extends CloudClient, A extends string>(
  recipe: Recipe<Client, A>,
  session: Session<Client, A>,
  live?: Properties,
): Promise<Created> {
  const { client, id } = session
  const known = recipe.answered === 'shown' ? undefined : live
  const found = recipe.answered ? (known ?? (await shownNow(recipe, session))) : {}
  const attributes = recipe.attributes?.({ client, id, live: found })
  return { physicalId: id, attributes: { Ref: id, ...attributes } }
}

async function shownNow<Client extends CloudClient, A extends string>(
  { type, show }: Recipe<Client, A>,
  session: Session<Client, A>,
): Promise<Properties> {
  const shown = await show(session, {})
  if (shown === undefined) throw unclear(`the question for ${type} ${session.id}`, 'such thing')
  return shown.live
}
