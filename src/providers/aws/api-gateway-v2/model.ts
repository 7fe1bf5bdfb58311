import type { ResourceType } from '../../../model/provider.ts'
import { jsonText } from '../../kit/form.ts'
import { settings } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { attributesOf, partOfApi } from './http-part.ts'
import { byNameIn, isNamed } from './own-api.ts'

const type = 'AWS::ApiGatewayV2::Model'
const takes = ['ContentType', 'Description', 'Name', 'Schema']

/** The shape of a message of a WebSocket API; its physical ID is `api|model`. */
export const model: ResourceType<AwsClient> = made('apigatewayv2', {
  type,
  partOf: ['ApiId'],
  uniqueBy: ['Name'],
  id: partOfApi('ModelId'),
  form: { codecs: { Schema: jsonText } },
  create: { call: 'CreateModel', takes, overwrites: isNamed('GetModels') },
  parts: [
    settings({ call: 'UpdateModel', takes, resets: { ContentType: 'application/json', Description: '' } }),
  ],
  async show({ ask }) {
    const live = await ask('GetModel')
    return live && { live }
  },
  search: byNameIn('GetModels', { type, idName: 'ModelId' }),
  attributes: attributesOf('ModelId'),
  delete: { call: 'DeleteModel' },
})
