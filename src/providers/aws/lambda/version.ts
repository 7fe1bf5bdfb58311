import { codeKey, settingsKey } from '../../../model/artifact.ts'
import type { ResourceType } from '../../../model/provider.ts'
import { record } from '../../../model/value.ts'
import type { Members } from '../../kit/call.ts'
import { byAnswer } from '../../kit/identifier.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { active } from './active.ts'
import { held } from './followed.ts'
import { provisionedConcurrency } from './provisioned-concurrency.ts'
import { scaling, scalingStays } from './scaling.ts'

const answered = byAnswer('FunctionArn', { member: 'FunctionName' })

/**
 * A published version of a function; its physical ID is its ARN. Publishing again what is published already gives the
 * version that there is, so nothing needs to be found.
 */
export const version: ResourceType<AwsClient> = made('lambda', {
  type: 'AWS::Lambda::Version',
  partOf: ['FunctionName'],
  id: {
    ...answered,
    takes: ['FunctionName'],
    creating: ({ properties: { FunctionName } }) => ({ FunctionName }),
  },
  create: { call: 'PublishVersion', takes: ['CodeSha256', 'Description', codeKey, settingsKey] },
  parts: [
    provisionedConcurrency(placeOf),
    scaling(placeOf),
    {
      takes: ['RuntimePolicy'],
      calls: ({ id, now }) => [
        { action: 'PutRuntimeManagementConfig', members: { ...placeOf(id), ...record(now.RuntimePolicy) } },
      ],
    },
  ],
  rest: active,
  replaces: {
    [codeKey]: 'a version is of the code that its function had when it was published',
    [settingsKey]: 'a version has the settings that its function had when it was published',
  },
  holds: held,
  stays: scalingStays,
  // A version never changes, and Lambda shows of the rest what the function had.
  unseen: ['CodeSha256', 'Description', codeKey, 'RuntimePolicy', settingsKey],
  async show({ ask }) {
    const live = await ask('GetFunctionConfiguration')
    return live && { live }
  },
  attributes: ({ id }) => ({ FunctionArn: id, Version: id.slice(id.lastIndexOf(':') + 1) }),
  delete: { call: 'DeleteFunction' },
})

/** Names a version beside its function, as calls on what a version has take it. */
function placeOf(arn: string): Members {
  const at = arn.lastIndexOf(':')
  return { FunctionName: arn.slice(0, at), Qualifier: arn.slice(at + 1) }
}
