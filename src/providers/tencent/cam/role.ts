import type { Created, Input, ResourceType } from '../../../model/provider.ts'
import { equal, isRecord, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { TencentClient } from '../client.ts'
import { foreign } from '../diagnose.ts'
import { faithful, parsed } from '../kit/faithful.ts'
import { allTags, instanceTag, ours, templateTags } from '../kit/ownership.ts'
import { unlessMissing } from '../scf/scf.ts'
import { convergePolicies, livePolicies, removePolicies } from './policies.ts'

/** A role of CAM with its policies; documents among them become policies that live and die with it. */
export const role: ResourceType<TencentClient> = {
  type: 'TencentCloud::CAM::Role',
  naming: { max: 100, allowed: /[\w+=,.@-]/ },
  nameProperty: 'RoleName',
  takes: [
    'AssumeRolePolicyDocument',
    'Description',
    'Policies',
    'PolicyDocument',
    'RoleName',
    'SessionDuration',
    'Tags',
  ],
  reads: ['AssumeRolePolicyDocument', 'Description', 'Policies', 'PolicyDocument', 'RoleName', 'Tags'],
  replaceOn: ['RoleName'],
  tagging: { property: 'Tags', form: 'list' },
  async create(client, input) {
    const { Description, Tags, SessionDuration } = input.properties
    const request = {
      RoleName: input.name,
      PolicyDocument: JSON.stringify(trustOf(input.properties)),
      Description: text(Description) ?? '',
      ...(SessionDuration === undefined ? {} : { SessionDuration }),
      Tags: allTags(Tags, input),
    }
    await client.api({ service: 'cam', action: 'CreateRole', input: request, repeatable: false })
    const policies = { before: undefined, after: input.properties.Policies }
    await convergePolicies(client, { role: input.name, tags: input.tags }, policies)
    return created(input.name, await get(client, input.name))
  },
  async find(client, sought) {
    const found = await get(client, sought.name)
    if (found === undefined) return undefined
    if (!ours(found.Tags, sought)) throw foreign(`Role ${sought.name}`)
    return sought.name
  },
  async read(client, known) {
    const name = known.physicalId ?? ''
    const live = await get(client, name)
    if (live === undefined) return undefined
    const owner = { role: name, tags: { [instanceTag]: known.instance } }
    const Policies = await livePolicies(client, owner, known.properties.Policies)
    return {
      properties: {
        ...comparable(live, known.properties),
        ...(known.properties.Policies === undefined ? {} : { Policies }),
      },
      attributes: created(name, live).attributes,
    }
  },
  async update(client, physicalId, input) {
    const live = (await get(client, physicalId)) ?? {}
    await updateTrust(client, physicalId, input, live)
    await updateTags(client, physicalId, input, live)
    const policies = { before: input.before?.Policies, after: input.properties.Policies }
    await convergePolicies(client, { role: physicalId, tags: input.tags }, policies)
    return created(physicalId, live)
  },
  async delete(client, { physicalId, instance }) {
    const RoleName = physicalId ?? ''
    await removePolicies(client, { role: RoleName, tags: { [instanceTag]: instance } })
    await unlessMissing(
      client.api({ service: 'cam', action: 'DeleteRole', input: { RoleName }, repeatable: true }),
    )
  },
}

/** Who may assume a role that says nothing of it: SCF. */
const scfTrust: Properties = {
  version: '2.0',
  statement: [{ action: 'name/sts:AssumeRole', effect: 'allow', principal: { service: ['scf.qcloud.com'] } }],
}

function trustOf({ AssumeRolePolicyDocument, PolicyDocument }: Properties): Value {
  return parsed(AssumeRolePolicyDocument ?? PolicyDocument ?? scfTrust)
}

async function get(client: TencentClient, RoleName: string): Promise<Properties | undefined> {
  const reply = await unlessMissing(
    client.api({ service: 'cam', action: 'GetRole', input: { RoleName }, repeatable: true }),
  )
  return reply === undefined ? undefined : record(reply.RoleInfo)
}

async function updateTrust(client: TencentClient, RoleName: string, { properties }: Input, live: Properties) {
  const trust = trustOf(properties)
  if (!equal(parsed(live.PolicyDocument), trust)) {
    const input = { RoleName, PolicyDocument: JSON.stringify(trust) }
    await client.api({ service: 'cam', action: 'UpdateAssumeRolePolicy', input, repeatable: true })
  }
  const Description = text(properties.Description) ?? ''
  if (Description !== (text(live.Description) ?? ''))
    await client.api({
      service: 'cam',
      action: 'UpdateRoleDescription',
      input: { RoleName, Description },
      repeatable: true,
    })
}

async function updateTags(
  client: TencentClient,
  RoleName: string,
  { properties, tags }: Input,
  live: Properties,
) {
  const wanted = allTags(properties.Tags, { tags })
  const keys = new Set(wanted.map(({ Key }) => Key))
  const TagKeys = templateTags(live.Tags).flatMap(({ Key }) =>
    Key === undefined || keys.has(Key) ? [] : [Key],
  )
  if (TagKeys.length > 0)
    await client.api({ service: 'cam', action: 'UntagRole', input: { RoleName, TagKeys }, repeatable: true })
  const has = (tag: Properties) =>
    (Array.isArray(live.Tags) ? live.Tags : []).some(other => equal(other, tag))
  if (wanted.some(tag => !has(tag)))
    await client.api({
      service: 'cam',
      action: 'TagRole',
      input: { RoleName, Tags: wanted },
      repeatable: true,
    })
}

function created(name: string, live: Properties | undefined): Created {
  const { RoleArn, RoleId } = live ?? {}
  return {
    physicalId: name,
    attributes: {
      Ref: name,
      RoleName: name,
      ...(RoleArn ? { Arn: RoleArn } : {}),
      ...(RoleId ? { RoleId } : {}),
    },
  }
}

function comparable(live: Properties, known: Properties): Properties {
  const key = known.AssumeRolePolicyDocument === undefined ? 'PolicyDocument' : 'AssumeRolePolicyDocument'
  const said = known[key]
  const trust = parsed(live.PolicyDocument)
  const asSaid = isRecord(said)
    ? faithful(said, trust)
    : typeof said === 'string' && equal(parsed(said), trust)
      ? said
      : trust
  const description = text(live.Description) ?? ''
  return {
    RoleName: text(live.RoleName) ?? '',
    ...(said === undefined && equal(trust, scfTrust) ? {} : { [key]: asSaid }),
    ...(known.Description === undefined && description === '' ? {} : { Description: description }),
    ...(known.Tags === undefined ? {} : { Tags: faithful(known.Tags, templateTags(live.Tags, known.Tags)) }),
  }
}
