import type { Properties } from '../../model/value.ts'
import type { Call, Cloud, CloudClient, Members, Session } from './call.ts'
import { missingWays } from './or-missing.ts'
import type { Recipe } from './recipe.ts'

/** A recipe with the cloud and the service that its calls go to. */
export interface BoundRecipe<Client extends CloudClient, A extends string> {
  readonly cloud: Cloud<Client>
  readonly service: string
  readonly recipe: Recipe<Client, A>
}

/** Opens the calls on one thing; without a physical ID nothing names it yet. */
export function sessionOf<Client extends CloudClient, A extends string>(
  { cloud, service, recipe }: BoundRecipe<Client, A>,
  client: Client,
  id?: string,
): Session<Client, A> {
  const { orMissing } = missingWays(cloud.classify)
  const key = id === undefined ? {} : recipe.id.key(id)
  const call = (action: string, members: Members, other = service) =>
    cloud.call(client, other, action, members)
  const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
    recipe.exclusive === undefined || id === undefined
      ? work()
      : client.pace.exclusive(recipe.exclusive(id), work)
  const send = async ({
    action,
    members,
    service: other,
    forgiving,
    refuse,
  }: Call<A>): Promise<Properties | undefined> => {
    const answer = inTurn(() => call(action, members, other))
    const found = await (forgiving ? orMissing(answer) : answer)
    if (found !== undefined) refuse?.(found)
    return found
  }
  return {
    client,
    id: id ?? '',
    key,
    ask: (action, members = key) => orMissing(call(action, members)),
    send,
  }
}
