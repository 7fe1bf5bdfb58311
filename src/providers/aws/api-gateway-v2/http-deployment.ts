import { FnxError } from '../../../model/diagnostic.ts'
import { codeOfKind } from '../../../model/error-kind.ts'
import type { ResourceType } from '../../../model/provider.ts'
import { text } from '../../../model/value.ts'
import { isMarked, type Mark } from '../../kit/ownership.ts'
import { settings } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { attributesOf, partOfApi, partsOf } from './http-part.ts'

const mark: Mark = {
  property: 'Description',
  write: instance => `[fnx:${instance}]`,
  pattern: / ?\[fnx:([a-z0-9]+)\]$/,
}

/** A snapshot of an HTTP or WebSocket API; its physical ID is `api|deployment`. It has no tags. */
export const httpDeployment: ResourceType<AwsClient> = made('apigatewayv2', {
  type: 'AWS::ApiGatewayV2::Deployment',
  partOf: ['ApiId'],
  id: partOfApi('DeploymentId'),
  create: { call: 'CreateDeployment', takes: ['Description', 'StageName'] },
  parts: [settings({ call: 'UpdateDeployment', takes: ['Description'] })],
  replaces: { StageName: 'a deployment is given to a stage when it is made' },
  unseen: ['StageName'],
  mark,
  rest: {
    what: id => `the deployment ${id} of an API`,
    look: async ({ ask }) => (await ask('GetDeployment')) ?? {},
    pending: ({ DeploymentStatus }) => DeploymentStatus === 'PENDING',
    failure({ DeploymentStatus, DeploymentStatusMessage }, id) {
      if (DeploymentStatus !== 'FAILED') return undefined
      const why = (text(DeploymentStatusMessage) || 'no reason was given').replace(/\.$/, '')
      return new FnxError({
        code: codeOfKind.invalid,
        message: `The deployment ${id} of an API failed: ${why}.`,
        hint: 'Correct what the reason names, then deploy again.',
      })
    },
  },
  async show({ ask }) {
    const live = await ask('GetDeployment')
    return live && { live }
  },
  async search(session, sought) {
    const found = (await partsOf(session, 'GetDeployments', sought.properties)).find(({ Description }) =>
      isMarked(mark, text(Description) ?? '', sought),
    )
    return found && `${String(sought.properties.ApiId)}|${String(found.DeploymentId)}`
  },
  attributes: attributesOf('DeploymentId'),
  delete: { call: 'DeleteDeployment' },
})
