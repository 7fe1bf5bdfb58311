import type { ResourceType } from '../../../model/provider.ts'
import { settings } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { attributesOf, partOfApi } from './http-part.ts'
import { byNameIn, isNamed } from './own-api.ts'

const type = 'AWS::ApiGatewayV2::Authorizer'
const kept = 'an authorizer keeps it until it is given another one'

// What UpdateAuthorizer does not name stays; https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers-authorizerid.html
const update = settings({
  call: 'UpdateAuthorizer',
  takes: [
    'AuthorizerCredentialsArn',
    'AuthorizerPayloadFormatVersion',
    'AuthorizerResultTtlInSeconds',
    'AuthorizerType',
    'AuthorizerUri',
    'EnableSimpleResponses',
    'IdentitySource',
    'IdentityValidationExpression',
    'JwtConfiguration',
    'Name',
  ],
  resets: {
    AuthorizerCredentialsArn: '',
    AuthorizerResultTtlInSeconds: 300,
    EnableSimpleResponses: false,
    IdentityValidationExpression: '',
  },
})

/** Who lets callers of an HTTP or WebSocket API in; its physical ID is `api|authorizer`. */
export const authorizer: ResourceType<AwsClient> = made('apigatewayv2', {
  type,
  partOf: ['ApiId'],
  uniqueBy: ['Name'],
  id: partOfApi('AuthorizerId'),
  create: { call: 'CreateAuthorizer', takes: update.takes, overwrites: isNamed('GetAuthorizers') },
  parts: [update],
  stays: {
    AuthorizerPayloadFormatVersion: kept,
    AuthorizerUri: kept,
    IdentitySource: kept,
    JwtConfiguration: kept,
  },
  async show({ ask }) {
    const live = await ask('GetAuthorizer')
    return live && { live }
  },
  search: byNameIn('GetAuthorizers', { type, idName: 'AuthorizerId' }),
  attributes: attributesOf('AuthorizerId'),
  delete: { call: 'DeleteAuthorizer' },
})
