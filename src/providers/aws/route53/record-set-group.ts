import type { ResourceType } from '../../../model/provider.ts'
import { list, record } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import { recordType } from './record-type.ts'

const ofZone = 'a group is of one hosted zone, which it names itself'

/** Record sets of a hosted zone of Route 53 that change together. */
export const recordSetGroup: ResourceType<AwsClient> = recordType({
  type: 'AWS::Route53::RecordSetGroup',
  takes: ['RecordSets'],
  named: [],
  omits: { 'RecordSets.HostedZoneId': ofZone, 'RecordSets.HostedZoneName': ofZone },
  recordsIn: ({ RecordSets }) => list(RecordSets).map(record),
  saying: records => ({ RecordSets: records }),
})
