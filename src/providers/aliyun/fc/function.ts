import { FnxError } from '../../../model/diagnostic.ts'
import type { ResourceType } from '../../../model/provider.ts'
import { list, type Properties, record, text } from '../../../model/value.ts'
import type { Session } from '../../kit/call.ts'
import { byName } from '../../kit/identifier.ts'
import { tagCalls } from '../../kit/tagging.ts'
import { readTags } from '../../kit/tags.ts'
import type { AliyunClient } from '../client.ts'
import { camel } from '../kit/camel.ts'
import { made } from '../kit/recipe.ts'
import { membersOf, settingsPart } from './function-body.ts'

/** A function of FC 3.0. */
export const fn: ResourceType<AliyunClient> = made('fc', {
  type: 'ALIYUN::FC3::Function',
  naming: { max: 64, allowed: /[\w-]/ },
  nameProperty: 'FunctionName',
  id: byName('functionName'),
  form: { spelling: camel, free: ['EnvironmentVariables'] },
  create: { call: 'CreateFunction', takes: settingsPart.takes, members: input => membersOf(input) },
  parts: [settingsPart],
  stays: {
    CustomContainerConfig: 'the runtime of a container needs an image: it cannot be taken off',
    GpuConfig: 'Function Compute documents no value that takes a GPU off a function',
  },
  tags: {
    property: 'Tags',
    form: 'list',
    member: 'tags',
    calls: tagCalls({
      tag: 'TagResources',
      untag: 'UntagResources',
      member: 'Tag',
      keys: 'TagKey',
      on: tagged,
    }),
  },
  async show({ ask }) {
    const live = await ask('GetFunction')
    if (live === undefined) return undefined
    // Layers are sent as ARNs and come back with their size.
    const layers = list(live.layers).map(layer => record(layer).arn ?? layer)
    return { live: { ...live, layers }, tags: readTags(live.tags) }
  },
  unseen: ['Code'],
  answered: true,
  attributes: ({ id, live }) => ({
    Arn: live.functionArn ?? '',
    FunctionId: live.functionId ?? '',
    FunctionName: live.functionName ?? id,
  }),
  rest: {
    what: id => `function ${id} to become active`,
    look: ({ ask }) => ask('GetFunction'),
    pending: ({ state, lastUpdateStatus }) => state === 'Pending' || lastUpdateStatus === 'InProgress',
    failure: (live, id) =>
      live.state === 'Failed' || live.lastUpdateStatus === 'Failed' ? failed(id, live) : undefined,
  },
  hopeless: ({ state }) => state === 'Failed',
  delete: { call: 'DeleteFunction' },
})

/** Tags hang on the ARN of a function. */
async function tagged({ ask }: Session<AliyunClient>): Promise<Properties> {
  const { functionArn = '' } = (await ask('GetFunction')) ?? {}
  return { ResourceType: 'function', ResourceId: [functionArn] }
}

function failed(name: string, { stateReason, lastUpdateStatusReason }: Properties): FnxError {
  return new FnxError({
    code: 'E6301',
    message: `Function ${name} did not become active: ${text(stateReason ?? lastUpdateStatusReason) ?? 'no reason was given'}.`,
    hint: 'Correct what the reason names, and deploy again.',
  })
}
