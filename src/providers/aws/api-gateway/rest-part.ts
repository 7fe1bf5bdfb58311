import { list, type Properties, record, text } from '../../../model/value.ts'
import type { Session } from '../../kit/call.ts'
import { byAnswer, type Identifier, within } from '../../kit/identifier.ts'
import { foreign, isOfStack, type Owner } from '../../kit/ownership.ts'
import { allPages } from '../../kit/pages.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'

/** Calls on a part of a REST API. It has no tags: those of its API say whose both are. */
export type Part = Session<AwsClient, CallName<'apigateway'>>

/** What a part is looked for by. */
interface SoughtPart extends Owner {
  readonly name: string
  readonly properties: Properties
}

/** Names a part by the API and what that calls it: `api|id`; `name` is the member of the creating call which holds its name. */
export function partOfApi(member: string, name?: string): Identifier {
  return within(
    { parent: 'RestApiId', member: 'restApiId' },
    byAnswer('id', name === undefined ? { member } : { member, name }),
  )
}

/** Gives `Ref` of a part, which is its own id, under the name of that as well. */
export function attributesOf(idName: string): (of: { readonly id: string }) => Properties {
  return ({ id }) => {
    const own = id.slice(id.indexOf('|') + 1)
    return { Ref: own, [idName]: own }
  }
}

/** Lists the parts of one kind that an API has; none where there is no API. */
export async function partsOf(
  { ask }: Part,
  action: 'GetAuthorizers' | 'GetRequestValidators' | 'GetResources',
  { RestApiId }: Properties,
): Promise<readonly Properties[]> {
  const members = { restApiId: text(RestApiId) ?? '', limit: 500 }
  return list(await allPages(ask, { action, members, items: 'items', token: 'position' })).map(record)
}

/** Tells whether the API that a part is of was made by the stack that looks for the part. */
export async function isOfOwnApi({ ask }: Part, { properties, ...owner }: SoughtPart): Promise<boolean> {
  const api = await ask('GetRestApi', { restApiId: text(properties.RestApiId) ?? '' })
  return isOfStack(readTags(api?.tags), owner)
}

/** Makes the search for a part that one property of it, or several, tell from the others of its API. */
export function searchFor(
  type: string,
  action: Parameters<typeof partsOf>[1],
  isMeant: (part: Properties, sought: Pick<SoughtPart, 'name' | 'properties'>) => boolean,
) {
  return async (session: Part, sought: SoughtPart): Promise<string | undefined> => {
    const found = (await partsOf(session, action, sought.properties)).find(part => isMeant(part, sought))
    if (found === undefined) return undefined
    if (!(await isOfOwnApi(session, sought))) throw foreign(type, sought.name || String(found.id))
    return `${text(sought.properties.RestApiId)}|${String(found.id)}`
  }
}
