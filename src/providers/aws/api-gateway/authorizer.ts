import type { ResourceType } from '../../../model/provider.ts'
import type { Properties } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { camelCase } from './camel-case.ts'
import { memberPatches, type Patch, type PatchPaths, patches } from './patch.ts'
import { attributesOf, partOfApi, searchFor } from './rest-part.ts'

const type = 'AWS::ApiGateway::Authorizer'

/** Defaults as https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html gives them. */
const paths: PatchPaths = {
  AuthType: ['/authType', ''],
  AuthorizerCredentials: ['/authorizerCredentials', ''],
  AuthorizerResultTtlInSeconds: ['/authorizerResultTtlInSeconds', '300'],
  AuthorizerUri: ['/authorizerUri', ''],
  IdentitySource: ['/identitySource', ''],
  IdentityValidationExpression: ['/identityValidationExpression', ''],
  Type: ['/type', ''],
}
const settable = [...Object.keys(paths), 'ProviderARNs']

/** Who lets callers of a REST API in; its physical ID is `api|authorizer`. */
export const authorizer: ResourceType<AwsClient> = made('apigateway', {
  type,
  naming: { max: 128, allowed: /[\w-]/ },
  nameProperty: 'Name',
  partOf: ['RestApiId'],
  id: partOfApi('authorizerId', 'name'),
  form: { spelling: camelCase },
  create: { call: 'CreateAuthorizer', takes: settable },
  parts: [
    {
      takes: settable,
      calls: ({ key, now, before }) => [
        { action: 'UpdateAuthorizer', members: { ...key, patchOperations: changes(now, before) } },
      ],
      absent: { AuthorizerResultTtlInSeconds: 300 },
    },
  ],
  async show({ ask }) {
    const live = await ask('GetAuthorizer')
    return live && { live }
  },
  search: searchFor(type, 'GetAuthorizers', (part, { name }) => part.name === name),
  attributes: attributesOf('AuthorizerId'),
  delete: { call: 'DeleteAuthorizer' },
})

function changes(now: Properties, before: Properties): readonly Patch[] {
  return [
    ...patches(paths, now, before),
    ...memberPatches('/providerARNs', now.ProviderARNs, before.ProviderARNs),
  ]
}
