import type { ResourceType } from '../../../model/provider.ts'
import { pick } from '../../kit/changes.ts'
import { byName } from '../../kit/identifier.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { resourceTags } from '../kit/tagging.ts'

/** A group of schedules; with it go those that are in it. */
export const scheduleGroup: ResourceType<AwsClient> = made('scheduler', {
  type: 'AWS::Scheduler::ScheduleGroup',
  naming: { max: 64, allowed: /[\w.-]/ },
  nameProperty: 'Name',
  id: byName('Name'),
  create: { call: 'CreateScheduleGroup', takes: [] },
  tags: {
    ...resourceTags(({ client, id }) => ({ ResourceArn: arnOf(client, id) })),
    async list({ client, id, ask }) {
      const answer = await ask('ListTagsForResource', { ResourceArn: arnOf(client, id) })
      return readTags(answer?.Tags)
    },
  },
  async show({ ask }) {
    const live = await ask('GetScheduleGroup')
    return live === undefined || live.State === 'DELETING' ? undefined : { live }
  },
  answered: 'shown',
  attributes: ({ live }) => pick(live, ['Arn', 'CreationDate', 'LastModificationDate', 'State']),
  delete: {
    call: 'DeleteScheduleGroup',
    // It is gone when its schedules are, and until then nothing else can have the name.
    async after({ client, id, ask }) {
      const gone = async () => ((await ask('GetScheduleGroup')) === undefined ? true : undefined)
      await client.pace.until(gone, { what: `the schedule group ${id} to be gone` })
    },
  },
})

function arnOf({ partition, region, account }: AwsClient, name: string): string {
  return `arn:${partition}:scheduler:${region}:${account}:schedule-group/${name}`
}
