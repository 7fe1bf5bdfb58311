import type { ResourceType } from '../../../model/provider.ts'
import { list, record } from '../../../model/value.ts'
import { byName } from '../../kit/identifier.ts'
import { settings } from '../../kit/parts.ts'
import { tagCalls } from '../../kit/tagging.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'

const takes = ['AllowedPattern', 'DataType', 'Description', 'Policies', 'Tier', 'Type', 'Value']
const update = settings({
  call: 'PutParameter',
  takes,
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-policies.html
  resets: { AllowedPattern: '', DataType: 'text', Description: '', Policies: '[{}]' },
})

/** A parameter of Systems Manager. */
export const parameter: ResourceType<AwsClient> = made('ssm', {
  type: 'AWS::SSM::Parameter',
  naming: { max: 512, allowed: /[\w.-]/ },
  nameProperty: 'Name',
  id: byName('Name'),
  // What exists is refused by the call itself.
  create: { call: 'PutParameter', takes, members: () => ({ Overwrite: false }) },
  parts: [
    {
      ...update,
      async calls(change) {
        const calls = await update.calls(change)
        return calls.map(call => ({ ...call, members: { ...call.members, Overwrite: true } }))
      },
    },
  ],
  // They come back one by one, with what became of each.
  unseen: ['Policies'],
  stays: { Tier: 'an advanced parameter cannot become a standard one' },
  tags: {
    property: 'Tags',
    form: 'map',
    member: 'Tags',
    calls: tagCalls({
      tag: 'AddTagsToResource',
      untag: 'RemoveTagsFromResource',
      member: 'Tags',
      keys: 'TagKeys',
      on: ({ id }) => of(id),
    }),
    list: async ({ ask, id }) => readTags((await ask('ListTagsForResource', of(id)))?.TagList),
  },
  async show({ ask, id }) {
    const found = await ask('GetParameter')
    if (found === undefined) return undefined
    const filter = { Key: 'Name', Option: 'Equals', Values: [id] }
    const about = await ask('DescribeParameters', { ParameterFilters: [filter] })
    const [shown] = list(about?.Parameters).map(record)
    return { live: { ...shown, ...record(found.Parameter) } }
  },
  delete: { call: 'DeleteParameter' },
})

/** Names a parameter in the calls on tags. */
function of(ResourceId: string) {
  return { ResourceType: 'Parameter', ResourceId }
}
