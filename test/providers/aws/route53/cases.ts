import type { Case } from '../../../support/lifecycle-cases.ts'

const zone = { HostedZoneId: 'Z0123456789ABC' }
const alias = { HostedZoneId: 'Z2FDTNDATAQYW2', DNSName: 'd111111abcdef8.cloudfront.net' }

/** Record sets, one by one and as groups. */
export const route53Cases: readonly Case[] = [
  {
    type: 'AWS::Route53::RecordSet',
    name: '',
    first: {
      ...zone,
      Name: 'shop.example.com',
      Type: 'CNAME',
      TTL: '300',
      ResourceRecords: ['a.example.com'],
    },
    second: { ...zone, Name: 'shop.example.com', Type: 'A', AliasTarget: alias },
    ours: { ResourceRecords: ['other.example.com'] },
  },
  {
    type: 'AWS::Route53::RecordSetGroup',
    name: '',
    first: {
      HostedZoneName: 'example.com.',
      Comment: 'The shop',
      RecordSets: [
        { Name: 'shop.example.com.', Type: 'A', AliasTarget: { ...alias, EvaluateTargetHealth: true } },
        { Name: '*.example.com', Type: 'TXT', TTL: '60', ResourceRecords: ['"a"', '"b<&>"'] },
        {
          Name: 'w.example.com',
          Type: 'CNAME',
          TTL: '5',
          SetIdentifier: 'one',
          Weight: 3,
          ResourceRecords: ['x'],
        },
      ],
    },
    second: {
      HostedZoneName: 'example.com.',
      RecordSets: [
        { Name: 'shop.example.com.', Type: 'A', AliasTarget: alias },
        {
          Name: 'w.example.com',
          Type: 'CNAME',
          TTL: '5',
          SetIdentifier: 'one',
          Weight: 7,
          ResourceRecords: ['x'],
        },
        { Name: 'new.example.com', Type: 'AAAA', TTL: '60', ResourceRecords: ['::1'] },
      ],
    },
    ours: {
      RecordSets: [{ Name: 'shop.example.com.', Type: 'A', TTL: '1', ResourceRecords: ['192.0.2.1'] }],
    },
  },
]
