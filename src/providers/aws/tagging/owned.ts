import type { Owned, Whose } from '../../../model/provider.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'
import type { AwsClient } from '../client.ts'
import { orMissing } from '../kit/answers.ts'
import { fromTagList, type Tags } from '../kit/tags.ts'
import { type Named, namedBy } from './arns.ts'

/**
 * Finds what carries the tags of a stack. GetResources knows the things of a region by their tags, but no roles
 * (https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/supported-services.html), and those of IAM only
 * in the home region of the partition; so IAM is asked for names that begin as those of fnx do.
 */
export async function owned(client: AwsClient, whose: Whose): Promise<readonly Owned[]> {
  const found = await Promise.all([regional(client, whose), roles(client, whose), policies(client, whose)])
  return found.flat()
}

async function regional(client: AwsClient, { stack, stage }: Whose): Promise<readonly Owned[]> {
  const TagFilters = [
    { Key: 'fnx:stack', Values: [stack] },
    { Key: 'fnx:stage', Values: [stage] },
  ]
  const found: Owned[] = []
  let PaginationToken: string | undefined
  do {
    const input = { TagFilters, ResourcesPerPage: 100, ...omitUndefined({ PaginationToken }) }
    const page = await client.call('tagging', 'GetResources', input)
    // Where a policy is in the list, it is found below as well.
    for (const { ResourceARN = '', Tags: tags } of page.ResourceTagMappingList ?? [])
      if (!/^arn:[^:]*:iam:/.test(ResourceARN))
        found.push(thing(namedBy(ResourceARN, client.endpoint), fromTagList(tags)))
    PaginationToken = page.PaginationToken === '' ? undefined : page.PaginationToken
  } while (PaginationToken !== undefined)
  return found
}

async function roles(client: AwsClient, whose: Whose): Promise<readonly Owned[]> {
  const names: string[] = []
  let Marker: string | undefined
  do {
    const page = await client.call('iam', 'ListRoles', { MaxItems: 1000, ...omitUndefined({ Marker }) })
    names.push(...(page.Roles ?? []).map(({ RoleName = '' }) => RoleName))
    Marker = page.IsTruncated ? page.Marker : undefined
  } while (Marker !== undefined)
  const asked = names
    .filter(name => mayBe(name, whose))
    .map(async name => {
      const answer = await orMissing(client.call('iam', 'GetRole', { RoleName: name }))
      const named = { type: 'AWS::IAM::Role', physicalId: name, name }
      return ofStack(named, fromTagList(answer?.Role?.Tags), whose)
    })
  return (await Promise.all(asked)).flat()
}

async function policies(client: AwsClient, whose: Whose): Promise<readonly Owned[]> {
  const arns: (readonly [name: string, arn: string])[] = []
  let Marker: string | undefined
  do {
    const input = { Scope: 'Local', MaxItems: 1000, ...omitUndefined({ Marker }) }
    const page = await client.call('iam', 'ListPolicies', input)
    arns.push(...(page.Policies ?? []).map(({ PolicyName = '', Arn = '' }) => [PolicyName, Arn] as const))
    Marker = page.IsTruncated ? page.Marker : undefined
  } while (Marker !== undefined)
  const asked = arns
    .filter(([name]) => mayBe(name, whose))
    .map(async ([name, arn]) => {
      const answer = await orMissing(client.call('iam', 'GetPolicy', { PolicyArn: arn }))
      const named = { type: 'AWS::IAM::ManagedPolicy', physicalId: arn, name }
      return ofStack(named, fromTagList(answer?.Policy?.Tags), whose)
    })
  return (await Promise.all(asked)).flat()
}

/** Names are cut at their limit, and the instance stands at the end: so much of the beginning is always whole. */
const certain = 40

function mayBe(name: string, { stack, stage, declared }: Whose): boolean {
  return (
    declared.some(given => given.name === name) || name.startsWith(`${stack}-${stage}-`.slice(0, certain))
  )
}

function ofStack(named: Named, tags: Tags, { stack, stage }: Whose): readonly Owned[] {
  return tags['fnx:stack'] === stack && tags['fnx:stage'] === stage ? [thing(named, tags)] : []
}

function thing(named: Named, tags: Tags): Owned {
  return { ...named, logicalId: tags['fnx:logical-id'] ?? '', instance: tags['fnx:instance'] ?? '' }
}
