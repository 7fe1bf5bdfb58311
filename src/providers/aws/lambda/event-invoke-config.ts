import type { ResourceType } from '../../../model/provider.ts'
import { text } from '../../../model/value.ts'
import type { Identifier } from '../../kit/identifier.ts'
import { settings } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { isSince } from './since.ts'

/** The physical ID is `function|qualifier`. */
const identifier: Identifier = {
  takes: ['FunctionName', 'Qualifier'],
  of: ({ properties: { FunctionName, Qualifier } }) => `${text(FunctionName)}|${text(Qualifier)}`,
  key(id) {
    const at = id.lastIndexOf('|')
    return { FunctionName: id.slice(0, at), Qualifier: id.slice(at + 1) }
  },
}

const fields = ['DestinationConfig', 'MaximumEventAgeInSeconds', 'MaximumRetryAttempts']

/** How a function's asynchronous calls are tried again and where their results go; a qualifier has one, and its age tells whether it is ours. */
export const eventInvokeConfig: ResourceType<AwsClient> = made('lambda', {
  type: 'AWS::Lambda::EventInvokeConfig',
  partOf: ['FunctionName'],
  uniqueBy: ['Qualifier'],
  id: identifier,
  create: { call: 'PutFunctionEventInvokeConfig', takes: fields, overwrites: true },
  // What the call does not name is removed: https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html
  parts: [settings({ call: 'PutFunctionEventInvokeConfig', takes: fields })],
  async show({ ask }) {
    const live = await ask('GetFunctionEventInvokeConfig')
    return live && { live }
  },
  owns: ({ live }, { since }) => isSince(live.LastModified, since),
  delete: { call: 'DeleteFunctionEventInvokeConfig' },
})
