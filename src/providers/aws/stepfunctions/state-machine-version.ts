import type { ResourceType } from '../../../model/provider.ts'
import { byAnswer } from '../../kit/identifier.ts'
import { camelCase } from '../api-gateway/camel-case.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'

const answered = byAnswer('stateMachineVersionArn', { member: 'stateMachineVersionArn' })

/**
 * A published version of a state machine; its physical ID is its ARN. Publishing a revision again gives the version that
 * there is, so nothing needs to be found.
 */
export const stateMachineVersion: ResourceType<AwsClient> = made('states', {
  type: 'AWS::StepFunctions::StateMachineVersion',
  partOf: ['StateMachineArn'],
  id: {
    ...answered,
    takes: ['StateMachineArn'],
    creating: ({ properties: { StateMachineArn } }) => ({ stateMachineArn: StateMachineArn }),
  },
  form: { spelling: camelCase, names: { StateMachineRevisionId: 'revisionId' } },
  create: { call: 'PublishStateMachineVersion', takes: ['Description', 'StateMachineRevisionId'] },
  // A version never changes.
  unseen: ['Description', 'StateMachineRevisionId'],
  async show({ id, ask }) {
    const live = await ask('DescribeStateMachine', { stateMachineArn: id })
    return live && { live }
  },
  attributes: ({ id }) => ({ Arn: id }),
  delete: { call: 'DeleteStateMachineVersion' },
})
