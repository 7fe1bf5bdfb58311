import type { Rule } from '../../../../model/dialect.ts'
import { isCall, type Value } from '../../../../model/value.ts'

/** From https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html */
const withSnapshots = new Set([
  'AWS::DocDB::DBCluster',
  'AWS::EC2::Volume',
  'AWS::ElastiCache::CacheCluster',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::Neptune::DBCluster',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::Redshift::Cluster',
])

/** Refuses snapshots of what has none, and policies that no function may choose. */
export const snapshotPolicy: Rule = {
  code: 'E4218',
  title: 'Policy that the resource cannot have',
  why: 'CloudFormation makes snapshots of volumes, clusters and databases alone, and reads a policy before most functions.',
  *check({ resources }) {
    for (const { logicalId, type, path, body } of resources)
      for (const key of ['DeletionPolicy', 'UpdateReplacePolicy']) {
        const policy = body[key]
        if (policy === 'Snapshot' && type.startsWith('AWS::') && !withSnapshots.has(type))
          yield {
            path: [...path, key],
            message: `${logicalId} is of type ${type}, which has no snapshots.`,
            hint: 'Write Retain to keep it, or Delete.',
          }
        if (isCall(policy) && !isChoice(policy))
          yield {
            path: [...path, key],
            part: 'key',
            message: `${key} of ${logicalId} is chosen by a function that it may not be.`,
            hint: 'Write it out, or choose with Ref, Fn::If or Fn::FindInMap.',
          }
      }
  },
}

function isChoice(value: Value | undefined): boolean {
  const [name = ''] = Object.keys(value ?? {})
  return ['Ref', 'Fn::If', 'Fn::FindInMap', 'Fn::Transform'].includes(name)
}
