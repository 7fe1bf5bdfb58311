import type { Properties } from '../../../../src/model/value.ts'
import type { Case, Need } from '../../../support/lifecycle-cases.ts'

const use = (index: number, attribute: string): Properties => ({ use: [index, attribute] })
const bus: Need = { type: 'AWS::Events::EventBus', name: 'orders', properties: {} }
const basic = { BasicAuthParameters: { Username: 'shop', Password: 'open' } }
const connection: Need = {
  type: 'AWS::Events::Connection',
  name: 'partner',
  properties: { AuthorizationType: 'BASIC', AuthParameters: basic },
}
const statement = (action: string): Properties => ({
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: action,
  Resource: use(0, 'Arn'),
})

/** Buses, what others may do with them, and what EventBridge keeps and calls. */
export const cases: readonly Case[] = [
  {
    type: 'AWS::Events::EventBus',
    name: 'orders',
    first: {
      Name: 'orders',
      Description: 'Of the shop',
      DeadLetterConfig: { Arn: 'arn:aws:sqs:eu-west-1:000000000000:lost' },
      Policy: { Version: '2012-10-17', Statement: [{ Sid: 'a', Effect: 'Allow', Principal: '*' }] },
      Tags: [{ Key: 'team', Value: 'a/b: c@d' }],
    },
    second: { Name: 'orders', LogConfig: { IncludeDetail: 'FULL', Level: 'INFO' } },
  },
  {
    type: 'AWS::Events::EventBusPolicy',
    name: 'partner',
    needs: [bus],
    first: {
      EventBusName: use(0, 'Name'),
      StatementId: 'partner',
      Action: 'events:PutEvents',
      Principal: '111122223333',
    },
    second: {
      EventBusName: use(0, 'Name'),
      StatementId: 'partner',
      Action: 'events:PutEvents',
      Principal: '*',
      Condition: { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-1234567890' },
    },
    ours: { Principal: '444455556666' },
  },
  {
    type: 'AWS::Events::EventBusPolicy',
    name: 'spelled',
    needs: [bus],
    first: { EventBusName: use(0, 'Name'), StatementId: 'spelled', Statement: statement('events:PutEvents') },
    second: { EventBusName: use(0, 'Name'), StatementId: 'spelled', Statement: statement('events:PutRule') },
    ours: { Statement: {} },
  },
  {
    type: 'AWS::Events::Archive',
    name: 'orders',
    needs: [bus],
    first: {
      SourceArn: use(0, 'Arn'),
      Description: 'Of the shop',
      EventPattern: { source: ['shop'] },
      RetentionDays: 7,
    },
    second: { SourceArn: use(0, 'Arn'), EventPattern: { source: ['shop', 'returns'] } },
  },
  {
    type: 'AWS::Events::Connection',
    name: 'partner',
    first: { AuthorizationType: 'BASIC', AuthParameters: basic, Description: 'Of the partner' },
    second: {
      AuthorizationType: 'API_KEY',
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x-key', ApiKeyValue: 'open' } },
    },
  },
  {
    type: 'AWS::Events::ApiDestination',
    name: 'partner',
    needs: [connection],
    first: {
      ConnectionArn: use(0, 'Arn'),
      HttpMethod: 'POST',
      InvocationEndpoint: 'https://partner.example.com/orders',
      InvocationRateLimitPerSecond: 5,
    },
    second: {
      ConnectionArn: use(0, 'Arn'),
      Description: 'All',
      HttpMethod: 'PUT',
      InvocationEndpoint: 'https://partner.example.com/orders/*',
    },
  },
  {
    type: 'AWS::Events::Rule',
    name: 'placed',
    needs: [bus],
    first: { EventBusName: use(0, 'Name'), EventPattern: { source: ['shop'] }, Description: 'Placed' },
    second: { EventBusName: use(0, 'Name'), EventPattern: { source: ['returns'] }, State: 'DISABLED' },
  },
]
