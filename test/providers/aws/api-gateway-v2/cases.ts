import type { Case, Need } from '../../../support/lifecycle-cases.ts'
import { use } from '../needs.ts'

const api: Need = {
  type: 'AWS::ApiGatewayV2::Api',
  name: '',
  properties: {
    Name: 'chat',
    ProtocolType: 'WEBSOCKET',
    RouteSelectionExpression: '$request.body.action',
  },
}
const stage: Need = {
  type: 'AWS::ApiGatewayV2::Stage',
  name: 'Prod',
  properties: { ApiId: use(0, 'Ref'), StageName: 'Prod' },
}
const inApi = { ApiId: use(0, 'Ref') }

/** Parts of HTTP and WebSocket APIs that stand as resources of their own. */
export const httpPartCases: readonly Case[] = [
  {
    type: 'AWS::ApiGatewayV2::Authorizer',
    name: '',
    needs: [api],
    first: {
      ...inApi,
      Name: 'guard',
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Audience: ['shop'], Issuer: 'https://in.example' },
    },
    second: {
      ...inApi,
      Name: 'guard',
      AuthorizerType: 'REQUEST',
      IdentitySource: ['$request.header.Authorization', '$context.path'],
      AuthorizerUri: 'arn:aws:lambda:eu-west-1:000000000000:function:guard',
      AuthorizerPayloadFormatVersion: '2.0',
      AuthorizerResultTtlInSeconds: 0,
      EnableSimpleResponses: true,
    },
  },
  {
    type: 'AWS::ApiGatewayV2::Deployment',
    name: '',
    needs: [api, stage],
    first: { ...inApi, StageName: 'Prod', Description: 'The first' },
    second: { ...inApi, StageName: 'Prod' },
  },
  {
    type: 'AWS::ApiGatewayV2::Model',
    name: '',
    needs: [api],
    first: {
      ...inApi,
      Name: 'Message',
      ContentType: 'application/json',
      Description: 'One message',
      Schema: { type: 'object' },
    },
    second: { ...inApi, Name: 'Message', Schema: '{ "type": "string" }' },
  },
]
