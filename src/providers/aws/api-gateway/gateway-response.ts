import type { ResourceType } from '../../../model/provider.ts'
import { text } from '../../../model/value.ts'
import type { Identifier } from '../../kit/identifier.ts'
import { settings } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { camelCase } from './camel-case.ts'
import { isOfOwnApi } from './rest-part.ts'

const takes = ['ResponseParameters', 'ResponseTemplates', 'StatusCode']

/** The physical ID is `api|TYPE`. */
const identifier: Identifier = {
  takes: ['RestApiId', 'ResponseType'],
  of: ({ properties: { RestApiId, ResponseType } }) => `${text(RestApiId)}|${text(ResponseType)}`,
  key(id) {
    const [restApiId, responseType] = id.split('|')
    return { restApiId, responseType }
  },
}

/** What a REST API answers by itself, as when nobody may call. */
export const gatewayResponse: ResourceType<AwsClient> = made('apigateway', {
  type: 'AWS::ApiGateway::GatewayResponse',
  partOf: ['RestApiId'],
  uniqueBy: ['ResponseType'],
  id: identifier,
  form: { spelling: camelCase, free: ['ResponseParameters', 'ResponseTemplates'] },
  create: { call: 'PutGatewayResponse', takes, overwrites: true },
  // The call writes the response whole.
  parts: [settings({ call: 'PutGatewayResponse', takes })],
  async show({ ask }) {
    const live = await ask('GetGatewayResponse')
    return live === undefined || live.defaultResponse === true ? undefined : { live }
  },
  owns: (_shown, sought, session) => isOfOwnApi(session, sought),
  attributes: ({ id }) => ({ Ref: id, Id: id }),
  delete: { call: 'DeleteGatewayResponse' },
})
