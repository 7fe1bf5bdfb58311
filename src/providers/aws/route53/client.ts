import {
  ChangeResourceRecordSetsCommand,
  ListHostedZonesByNameCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
} from '@aws-sdk/client-route-53'

/** Holds the calls of Route 53 that fnx makes. */
export const route53 = {
  Client: Route53Client,
  commands: {
    ChangeResourceRecordSets: ChangeResourceRecordSetsCommand,
    ListHostedZonesByName: ListHostedZonesByNameCommand,
    ListResourceRecordSets: ListResourceRecordSetsCommand,
  },
}
