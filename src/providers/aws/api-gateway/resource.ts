import type { ResourceType } from '../../../model/provider.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { camelCase } from './camel-case.ts'
import { attributesOf, partOfApi, searchFor } from './rest-part.ts'

const type = 'AWS::ApiGateway::Resource'

/** A step of the paths of a REST API; its physical ID is `api|resource`. */
export const resource: ResourceType<AwsClient> = made('apigateway', {
  type,
  partOf: ['RestApiId'],
  uniqueBy: ['ParentId', 'PathPart'],
  id: partOfApi('resourceId'),
  form: { spelling: camelCase },
  create: { call: 'CreateResource', takes: ['ParentId', 'PathPart'] },
  async show({ ask }) {
    const live = await ask('GetResource')
    return live && { live }
  },
  attributes: attributesOf('ResourceId'),
  search: searchFor(
    type,
    'GetResources',
    ({ parentId, pathPart }, { properties: { ParentId, PathPart } }) =>
      parentId === ParentId && pathPart === PathPart,
  ),
  delete: { call: 'DeleteResource' },
})
