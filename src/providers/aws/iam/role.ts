import type { Input, ResourceType } from '../../../model/provider.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { canonical, equal, list, record, text } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import type { Answer } from '../clients.ts'
import { defined, gone, present, refuseOthers } from '../kit/answers.ts'
import { faithful } from '../kit/faithful.ts'
import { allTags, claim, droppedTags, fromTagList, tagList, userTags } from '../kit/tags.ts'

const type = 'AWS::IAM::Role'
const properties = [
  'AssumeRolePolicyDocument',
  'Description',
  'ManagedPolicyArns',
  'MaxSessionDuration',
  'Path',
  'PermissionsBoundary',
  'Policies',
  'RoleName',
  'Tags',
]

/** A role with its own policies and the managed ones that it is given. */
export const role: ResourceType<AwsClient> = {
  type,
  naming: { max: 64, allowed: /[\w+=,.@-]/ },
  nameProperty: 'RoleName',
  takes: properties,
  reads: [
    'RoleName',
    'Path',
    'Description',
    'MaxSessionDuration',
    'AssumeRolePolicyDocument',
    'ManagedPolicyArns',
    'Policies',
    'Tags',
  ],
  tagging: { property: 'Tags', form: 'list' },
  async create(client, input) {
    refuseOthers(type, input.properties, properties)
    const { AssumeRolePolicyDocument, Description, MaxSessionDuration, Path, PermissionsBoundary } =
      input.properties
    await client.call('iam', 'CreateRole', {
      RoleName: input.name,
      AssumeRolePolicyDocument: documentText(AssumeRolePolicyDocument),
      ...defined({ Description, Path, PermissionsBoundary, MaxSessionDuration: numeric(MaxSessionDuration) }),
      Tags: tagList(allTags(input)),
    })
    await writePolicies(client, input.name, input)
    return described(client, input.name)
  },
  async find(client, sought) {
    const found = await present(client.call('iam', 'GetRole', { RoleName: sought.name }))
    if (found?.Role === undefined) return undefined
    return claim(sought, fromTagList(found.Role.Tags), { type, physicalId: sought.name })
  },
  async read(client, { physicalId = '', properties: known }) {
    const found = await present(client.call('iam', 'GetRole', { RoleName: physicalId }))
    if (found?.Role === undefined) return undefined
    return {
      properties: faithful(known, await live(client, found.Role, known)),
      attributes: attributesOf(found),
    }
  },
  async update(client, physicalId, input) {
    refuseOthers(type, input.properties, properties)
    await writeTrust(client, physicalId, input)
    await writeBoundary(client, physicalId, input)
    await writePolicies(client, physicalId, input)
    await dropPolicies(client, physicalId, input)
    await writeTags(client, physicalId, input)
    return described(client, physicalId)
  },
  async delete(client, { physicalId = '' }) {
    if ((await present(client.call('iam', 'GetRole', { RoleName: physicalId }))) === undefined) return
    await strip(client, physicalId)
    await gone(client.call('iam', 'DeleteRole', { RoleName: physicalId }))
  },
}

/** Gives the text of a policy document that a template writes as a map or as text. */
export function documentText(document: Value | undefined): string {
  return typeof document === 'string' ? document : JSON.stringify(document ?? {})
}

/** Reads a policy document as IAM answers it. */
export function documentOf(encoded: string | undefined): Value {
  return JSON.parse(decodeURIComponent(encoded ?? '%7B%7D')) as Value // policies are JSON
}

function numeric(value: Value | undefined): number | undefined {
  return value === undefined ? undefined : Number(value)
}

async function described(client: AwsClient, name: string) {
  const found = await client.call('iam', 'GetRole', { RoleName: name })
  return { physicalId: name, attributes: attributesOf(found) }
}

function attributesOf({ Role }: Answer<'iam', 'GetRole'>): Properties {
  return { Arn: Role?.Arn ?? '', RoleId: Role?.RoleId ?? '', Ref: Role?.RoleName ?? '' }
}

async function writeTrust(
  client: AwsClient,
  name: string,
  { properties: now, before }: Input,
): Promise<void> {
  if (!equal(now.AssumeRolePolicyDocument, before?.AssumeRolePolicyDocument))
    await client.call('iam', 'UpdateAssumeRolePolicy', {
      RoleName: name,
      PolicyDocument: documentText(now.AssumeRolePolicyDocument),
    })
  const same =
    equal(now.Description, before?.Description) && equal(now.MaxSessionDuration, before?.MaxSessionDuration)
  if (same) return
  await client.call('iam', 'UpdateRole', {
    RoleName: name,
    Description: text(now.Description) ?? '',
    MaxSessionDuration: numeric(now.MaxSessionDuration) ?? 3600,
  })
}

async function writeBoundary(
  client: AwsClient,
  name: string,
  { properties: now, before }: Input,
): Promise<void> {
  if (equal(now.PermissionsBoundary, before?.PermissionsBoundary)) return
  if (now.PermissionsBoundary === undefined)
    await gone(client.call('iam', 'DeleteRolePermissionsBoundary', { RoleName: name }))
  else
    await client.call('iam', 'PutRolePermissionsBoundary', {
      RoleName: name,
      PermissionsBoundary: now.PermissionsBoundary,
    })
}

function inline(from: Properties | undefined): ReadonlyMap<string, Value> {
  const policies = list(from?.Policies).map(record)
  return new Map(policies.map(policy => [String(policy.PolicyName), policy.PolicyDocument ?? null]))
}

async function writePolicies(
  client: AwsClient,
  name: string,
  { properties: now, before }: Input,
): Promise<void> {
  const known = inline(before)
  for (const [PolicyName, document] of inline(now))
    if (!equal(document, known.get(PolicyName)))
      await client.call('iam', 'PutRolePolicy', {
        RoleName: name,
        PolicyName,
        PolicyDocument: documentText(document),
      })
  const attached = list(before?.ManagedPolicyArns)
  for (const PolicyArn of new Set(list(now.ManagedPolicyArns)))
    if (!attached.includes(PolicyArn))
      await client.call('iam', 'AttachRolePolicy', { RoleName: name, PolicyArn })
}

async function dropPolicies(
  client: AwsClient,
  name: string,
  { properties: now, before }: Input,
): Promise<void> {
  const kept = inline(now)
  for (const PolicyName of inline(before).keys())
    if (!kept.has(PolicyName))
      await gone(client.call('iam', 'DeleteRolePolicy', { RoleName: name, PolicyName }))
  const wanted = list(now.ManagedPolicyArns)
  for (const PolicyArn of list(before?.ManagedPolicyArns))
    if (!wanted.includes(PolicyArn))
      await gone(client.call('iam', 'DetachRolePolicy', { RoleName: name, PolicyArn }))
}

async function writeTags(client: AwsClient, name: string, input: Input): Promise<void> {
  const TagKeys = droppedTags(input.before, input)
  if (TagKeys.length === 0 && equal(input.properties.Tags, input.before?.Tags)) return
  await client.call('iam', 'TagRole', { RoleName: name, Tags: tagList(allTags(input)) })
  if (TagKeys.length > 0) await client.call('iam', 'UntagRole', { RoleName: name, TagKeys })
}

// A role can go only when nothing hangs on it, whoever hung it there.
async function strip(client: AwsClient, name: string): Promise<void> {
  const RoleName = name
  const { AttachedPolicies = [] } = await client.call('iam', 'ListAttachedRolePolicies', { RoleName })
  for (const { PolicyArn } of AttachedPolicies)
    await gone(client.call('iam', 'DetachRolePolicy', { RoleName, PolicyArn }))
  const { PolicyNames = [] } = await client.call('iam', 'ListRolePolicies', { RoleName })
  for (const PolicyName of PolicyNames)
    await gone(client.call('iam', 'DeleteRolePolicy', { RoleName, PolicyName }))
  const { InstanceProfiles = [] } = await client.call('iam', 'ListInstanceProfilesForRole', { RoleName })
  for (const { InstanceProfileName } of InstanceProfiles)
    await gone(client.call('iam', 'RemoveRoleFromInstanceProfile', { RoleName, InstanceProfileName }))
}

async function live(
  client: AwsClient,
  found: NonNullable<Answer<'iam', 'GetRole'>['Role']>,
  known: Properties,
): Promise<Properties> {
  const RoleName = found.RoleName
  const [{ AttachedPolicies = [] }, policies] = await Promise.all([
    client.call('iam', 'ListAttachedRolePolicies', { RoleName }),
    Promise.all([...inline(known).keys()].map(name => livePolicy(client, String(RoleName), name))),
  ])
  const attached = AttachedPolicies.map(({ PolicyArn = '' }) => PolicyArn)
  return {
    RoleName: found.RoleName ?? '',
    Path: found.Path ?? '/',
    Description: found.Description ?? '',
    MaxSessionDuration: found.MaxSessionDuration ?? 3600,
    AssumeRolePolicyDocument: sameDocument(
      known.AssumeRolePolicyDocument,
      documentOf(found.AssumeRolePolicyDocument),
    ),
    // Policies of the stack that are resources of their own hang on the role too; only missing ones are drift.
    ManagedPolicyArns: list(known.ManagedPolicyArns).filter(policy => attached.includes(String(policy))),
    Policies: list(known.Policies).flatMap((policy, index) => reshaped(record(policy), policies[index])),
    Tags: userTags(fromTagList(found.Tags), 'list'),
  }
}

async function livePolicy(
  client: AwsClient,
  RoleName: string,
  PolicyName: string,
): Promise<Value | undefined> {
  const found = await present(client.call('iam', 'GetRolePolicy', { RoleName, PolicyName }))
  return found === undefined ? undefined : documentOf(found.PolicyDocument)
}

function reshaped(known: Properties, document: Value | undefined): readonly Value[] {
  if (document === undefined) return []
  return [{ ...known, PolicyDocument: sameDocument(known.PolicyDocument, document) }]
}

function sameDocument(known: Value | undefined, document: Value): Value {
  const written = typeof known === 'string' ? (JSON.parse(known) as Value) : known // policies are JSON
  return written !== undefined && canonical(written) === canonical(document) ? (known ?? document) : document
}
