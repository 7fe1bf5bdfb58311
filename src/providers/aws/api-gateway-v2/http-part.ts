import { list, type Properties, record, text } from '../../../model/value.ts'
import type { Session } from '../../kit/call.ts'
import { byAnswer, type Identifier, within } from '../../kit/identifier.ts'
import { allPages } from '../../kit/pages.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'

/** A part of an HTTP API that has an id of its own, no name and no tags. */
export type Part = Session<AwsClient, CallName<'apigatewayv2'>>

/** Names a part by the API and what that calls it: `api|id`. */
export function partOfApi(idName: string): Identifier {
  return within({ parent: 'ApiId' }, byAnswer(idName, { member: idName }))
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
  { ask }: Pick<Part, 'ask'>,
  action: 'GetAuthorizers' | 'GetDeployments' | 'GetIntegrations' | 'GetModels' | 'GetRoutes',
  { ApiId }: Properties,
): Promise<readonly Properties[]> {
  const members = { ApiId: text(ApiId) ?? '', MaxResults: '500' }
  return list(await allPages(ask, { action, members, items: 'Items', token: 'NextToken' })).map(record)
}
