import type { ResourceType } from '../../../model/provider.ts'
import { jsonText } from '../../kit/form.ts'
import { byName, within } from '../../kit/identifier.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { camelCase } from './camel-case.ts'
import { type PatchPaths, patches } from './patch.ts'
import { isOfOwnApi } from './rest-part.ts'

/** An empty schema takes any body. */
const paths: PatchPaths = { Description: ['/description', ''], Schema: ['/schema', '{}'] }

/** The shape of a body of a REST API; its physical ID is `api|model`. */
export const model: ResourceType<AwsClient> = made('apigateway', {
  type: 'AWS::ApiGateway::Model',
  naming: { max: 128, allowed: /[A-Za-z0-9]/, separator: '' },
  nameProperty: 'Name',
  partOf: ['RestApiId'],
  id: {
    ...within({ parent: 'RestApiId', member: 'restApiId' }, byName('modelName')),
    creating: ({ name, properties: { RestApiId } }) => ({ restApiId: RestApiId, name }),
  },
  form: { spelling: camelCase, codecs: { Schema: jsonText } },
  create: {
    call: 'CreateModel',
    takes: ['ContentType', 'Description', 'Schema'],
    members: ({ properties: { ContentType = 'application/json', Schema = '{}' } }) => ({
      contentType: ContentType,
      schema: jsonText.write(Schema),
    }),
  },
  parts: [
    {
      takes: ['Description', 'Schema'],
      calls({ key, now, before }) {
        const patchOperations = patches(paths, now, before)
        return [{ action: 'UpdateModel', members: { ...key, patchOperations } }]
      },
    },
  ],
  async show({ ask }) {
    const live = await ask('GetModel')
    return live && { live }
  },
  owns: (_shown, sought, session) => isOfOwnApi(session, sought),
  attributes: ({ id }) => ({ Ref: id.slice(id.indexOf('|') + 1) }),
  delete: { call: 'DeleteModel' },
})
