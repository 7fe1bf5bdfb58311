import { randomUUID } from 'node:crypto'
import type { TypeTable } from '../../../model/dialect.ts'
import type { Created, Input, ResourceType } from '../../../model/provider.ts'
import type { Properties } from '../../../model/value.ts'
import { instanceTag } from '../../kit/ownership.ts'
import type { AwsClient } from '../client.ts'
import { ignoreMissing } from '../kit/answers.ts'
import { find } from './find.ts'
import { patchOf } from './patch.ts'
import { modelOf, type Reach, read } from './read.ts'
import { carriedOut, modelIn, type Progress, tokenOf } from './request.ts'
import { withTags } from './tags.ts'
import { attributesOf, type Traits, traitsOf } from './traits.ts'

/**
 * Makes the resource type that stands in for one without a file of its own: what the registry publishes of it says what it
 * takes, and Cloud Control makes, shows, changes and deletes it by AWS's own handlers.
 */
export function genericType(type: string, table: TypeTable): ResourceType<AwsClient> {
  const traits = traitsOf({ type, table })
  return {
    ...traits,
    create: (client, input) => create({ client, type, table }, traits, input),
    find: (client, sought) => find({ client, type, table, traits, sought }),
    read: (client, known) => read({ client, type, table }, traits, known),
    update: (client, id, input) => update({ client, type, table }, traits, { id, input }),
    delete: (client, { physicalId = '' }) => remove({ client, type, table }, physicalId),
  }
}

async function create(reach: Reach, traits: Traits, input: Input): Promise<Created> {
  const { client, type } = reach
  const DesiredState = JSON.stringify(withTags(traits, input.properties, input.tags))
  const instance = input.tags[instanceTag] ?? ''
  const event = await carriedOut(client, type, before =>
    client.call('cloudcontrolapi', 'CreateResource', {
      TypeName: type,
      DesiredState,
      ClientToken: tokenOf(instance, before),
    }),
  )
  return described(reach, event.Identifier ?? '', event)
}

interface Update {
  readonly id: string
  readonly input: Input
}

async function update(reach: Reach, traits: Traits, { id, input }: Update): Promise<Created> {
  const { client, type, table } = reach
  const { properties, tags, before = {} } = input
  const model = await modelOf(reach, id)
  const isNew = Object.keys(before).length === 0
  const patch = patchOf({
    before: isNew ? {} : withTags(traits, before, tags),
    now: withTags(traits, properties, tags),
    fixed: [...(traits.replaceOn ?? []), ...Object.keys(traits.replaces ?? {})],
    unread: table.writeOnly,
    has: name => model === undefined || name in model,
  })
  if (patch.length === 0) return described(reach, id)
  const event = await carriedOut(client, type, () =>
    client.call('cloudcontrolapi', 'UpdateResource', {
      TypeName: type,
      Identifier: id,
      PatchDocument: JSON.stringify(patch),
      // One for all times that this very request is sent: the same change may be wanted again later.
      ClientToken: randomUUID(),
    }),
  )
  return described(reach, id, event)
}

async function remove({ client, type }: Reach, id: string): Promise<void> {
  const request = () =>
    client.call('cloudcontrolapi', 'DeleteResource', {
      TypeName: type,
      Identifier: id,
      ClientToken: randomUUID(),
    })
  await ignoreMissing(carriedOut(client, type, request))
}

/** Says what a thing has become; where nobody can read it, by what its request told. */
async function described(reach: Reach, id: string, event: Progress = {}): Promise<Created> {
  const model: Properties = (await modelOf(reach, id)) ?? modelIn(event.ResourceModel) ?? {}
  return { physicalId: id, attributes: attributesOf(reach, id, model) }
}
