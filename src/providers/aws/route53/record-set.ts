import type { ResourceType } from '../../../model/provider.ts'
import type { Properties } from '../../../model/value.ts'
import { pick } from '../../kit/changes.ts'
import type { AwsClient } from '../client.ts'
import { recordType } from './record-type.ts'

const takes = [
  'AliasTarget',
  'CidrRoutingConfig',
  'Failover',
  'GeoLocation',
  'HealthCheckId',
  'MultiValueAnswer',
  'Region',
  'ResourceRecords',
  'SetIdentifier',
  'TTL',
  'Type',
  'Weight',
]

/** A record set of a hosted zone of Route 53. */
export const recordSet: ResourceType<AwsClient> = recordType({
  type: 'AWS::Route53::RecordSet',
  uniqueBy: ['Name', 'Type', 'SetIdentifier'],
  takes,
  named: ['Name'],
  recordsIn(properties: Properties) {
    const record = pick(properties, ['Name', ...takes])
    return record.Name === undefined ? [] : [record]
  },
  saying: ([record = {}]) => record,
  attributes: ({ id }) => ({ Ref: nameIn(id) }),
})

function nameIn(id: string): string {
  return id.slice(id.indexOf('|') + 1).split(' ')[0] ?? ''
}
