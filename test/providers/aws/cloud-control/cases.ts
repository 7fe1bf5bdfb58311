import type { Case } from '../../../support/lifecycle-cases.ts'
import { access, tags } from '../needs.ts'

const entry = {
  NetworkAclId: 'acl-0123456789abcdef0',
  RuleNumber: 100,
  Protocol: 6,
  RuleAction: 'allow',
  CidrBlock: '10.0.0.0/24',
  PortRange: { From: 443, To: 443 },
}

/** Types that have no file: a case for each kind of identifier, of tags and of lacking handlers. */
export const genericCases: readonly Case[] = [
  {
    type: 'AWS::KMS::Key',
    name: 'named by the cloud, with write-only properties',
    first: {
      Description: 'Seals orders',
      EnableKeyRotation: true,
      KeyPolicy: access('kms:*'),
      PendingWindowInDays: 7,
      Tags: tags,
    },
    second: { Description: 'Seals all', KeyPolicy: access('kms:Decrypt'), PendingWindowInDays: 7 },
  },
  {
    type: 'AWS::ECS::Cluster',
    name: 'named by the template',
    first: { ClusterName: 'shop', ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }] },
    second: { ClusterName: 'shop', Tags: tags },
  },
  {
    type: 'AWS::Batch::JobQueue',
    name: 'with tags as a map that cannot change',
    first: {
      ComputeEnvironmentOrder: [{ ComputeEnvironment: 'one', Order: 1 }],
      Priority: 1,
      Tags: { cost: 'a' },
    },
    second: {
      ComputeEnvironmentOrder: [{ ComputeEnvironment: 'two', Order: 1 }],
      Priority: 2,
      State: 'DISABLED',
      Tags: { cost: 'a' },
    },
  },
  {
    type: 'AWS::ApiGateway::DocumentationPart',
    name: 'with an identifier of two parts and no tags',
    first: { RestApiId: 'abc', Location: { Type: 'API' }, Properties: '{"description":"one"}' },
    second: { RestApiId: 'abc', Location: { Type: 'API' }, Properties: '{"description":"two"}' },
  },
  {
    type: 'AWS::EC2::SubnetRouteTableAssociation',
    name: 'that nothing changes in place',
    first: { RouteTableId: 'rtb-0123456789abcdef0', SubnetId: 'subnet-0123456789abcdef0' },
    second: { RouteTableId: 'rtb-0123456789abcdef0', SubnetId: 'subnet-0123456789abcdef0' },
  },
  {
    type: 'AWS::EC2::NetworkAclEntry',
    name: 'that nobody can read',
    first: entry,
    second: { ...entry, RuleAction: 'deny' },
  },
]

/** Those of which nothing is read back. */
export const unread = { 'AWS::EC2::NetworkAclEntry': 'there is no handler that reads it' }
