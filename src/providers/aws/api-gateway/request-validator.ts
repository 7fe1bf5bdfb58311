import type { ResourceType } from '../../../model/provider.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { camelCase } from './camel-case.ts'
import { type PatchPaths, patches } from './patch.ts'
import { attributesOf, partOfApi, searchFor } from './rest-part.ts'

const type = 'AWS::ApiGateway::RequestValidator'
const paths: PatchPaths = {
  ValidateRequestBody: ['/validateRequestBody', 'false'],
  ValidateRequestParameters: ['/validateRequestParameters', 'false'],
}
const search = searchFor(type, 'GetRequestValidators', (part, { name }) => part.name === name)

/** What a REST API checks of requests before it calls; its physical ID is `api|validator`. */
export const requestValidator: ResourceType<AwsClient> = made('apigateway', {
  type,
  naming: { max: 128, allowed: /[\w-]/ },
  nameProperty: 'Name',
  partOf: ['RestApiId'],
  id: partOfApi('requestValidatorId', 'name'),
  form: { spelling: camelCase },
  create: { call: 'CreateRequestValidator', takes: Object.keys(paths) },
  parts: [
    {
      takes: Object.keys(paths),
      calls: ({ key, now, before }) => [
        {
          action: 'UpdateRequestValidator',
          members: { ...key, patchOperations: patches(paths, now, before) },
        },
      ],
      absent: { ValidateRequestBody: false, ValidateRequestParameters: false },
    },
  ],
  async show({ ask }) {
    const live = await ask('GetRequestValidator')
    return live && { live }
  },
  search,
  attributes: attributesOf('RequestValidatorId'),
  delete: { call: 'DeleteRequestValidator' },
})
