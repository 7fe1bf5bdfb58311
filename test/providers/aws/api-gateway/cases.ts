import type { Properties } from '../../../../src/model/value.ts'
import type { Case, Need } from '../../../support/lifecycle-cases.ts'
import { use } from '../needs.ts'

const api: Need = { type: 'AWS::ApiGateway::RestApi', name: '', properties: { Name: 'shop' } }
const items: Need = {
  type: 'AWS::ApiGateway::Resource',
  name: '',
  properties: { RestApiId: use(0, 'Ref'), ParentId: use(0, 'RootResourceId'), PathPart: 'items' },
}
const inApi = { RestApiId: use(0, 'Ref') }
const method = { ...inApi, ResourceId: use(1, 'Ref'), HttpMethod: 'GET' }
const uri = (name: string) =>
  `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:function:${name}/invocations`
const resource: Properties = { ...inApi, ParentId: use(1, 'Ref'), PathPart: '{id}' }

/** Parts of REST APIs that stand as resources of their own. */
export const restPartCases: readonly Case[] = [
  {
    type: 'AWS::ApiGateway::Resource',
    name: '',
    needs: [api, items],
    first: resource,
    second: resource,
  },
  {
    type: 'AWS::ApiGateway::Method',
    name: '',
    needs: [api, items],
    first: {
      ...method,
      AuthorizationType: 'NONE',
      ApiKeyRequired: true,
      OperationName: 'list',
      RequestParameters: { 'method.request.querystring.page': 'true', 'method.request.path.id': true },
      RequestModels: { 'application/json': 'Empty' },
      Integration: {
        Type: 'AWS',
        IntegrationHttpMethod: 'POST',
        Uri: uri('list'),
        RequestTemplates: { 'application/json': '{"a":1}' },
        IntegrationResponses: [
          { StatusCode: 200, ResponseParameters: { 'method.response.header.Age': "'1'" } },
          {
            StatusCode: '404',
            SelectionPattern: '.*missing.*',
            ResponseTemplates: { 'application/json': '{}' },
          },
        ],
      },
      MethodResponses: [
        { StatusCode: '200', ResponseParameters: { 'method.response.header.Age': true } },
        { StatusCode: '404', ResponseModels: { 'application/json': 'Error' } },
      ],
    },
    second: {
      ...method,
      AuthorizationType: 'AWS_IAM',
      AuthorizationScopes: ['shop/read'],
      RequestParameters: {
        'method.request.querystring.page': false,
        'method.request.querystring.size': false,
      },
      Integration: {
        Type: 'MOCK',
        IntegrationResponses: [{ StatusCode: '200' }, { StatusCode: '500', SelectionPattern: '5..' }],
      },
      MethodResponses: [{ StatusCode: '200' }, { StatusCode: '500' }],
    },
  },
  {
    type: 'AWS::ApiGateway::Model',
    name: 'Item',
    needs: [api],
    first: {
      ...inApi,
      Name: 'Item',
      ContentType: 'application/json',
      Description: 'One item',
      Schema: { type: 'object', properties: { id: { type: 'string' } } },
    },
    second: { ...inApi, Name: 'Item', ContentType: 'application/json', Schema: '{ "type": "object" }' },
  },
  {
    type: 'AWS::ApiGateway::RequestValidator',
    name: 'strict',
    needs: [api],
    first: { ...inApi, Name: 'strict', ValidateRequestBody: true },
    second: { ...inApi, Name: 'strict', ValidateRequestParameters: true },
  },
  {
    type: 'AWS::ApiGateway::Authorizer',
    name: 'guard',
    needs: [api],
    first: {
      ...inApi,
      Name: 'guard',
      Type: 'TOKEN',
      AuthorizerUri: uri('guard'),
      IdentitySource: 'method.request.header.Authorization',
      IdentityValidationExpression: 'Bearer .*',
      AuthorizerResultTtlInSeconds: 60,
    },
    second: {
      ...inApi,
      Name: 'guard',
      Type: 'COGNITO_USER_POOLS',
      ProviderARNs: ['arn:aws:cognito-idp:eu-west-1:000000000000:userpool/eu-west-1_a'],
      IdentitySource: 'method.request.header.Authorization',
    },
  },
  {
    type: 'AWS::ApiGateway::GatewayResponse',
    name: '',
    needs: [api],
    first: {
      ...inApi,
      ResponseType: 'DEFAULT_4XX',
      StatusCode: '400',
      ResponseTemplates: { 'application/json': '{"message":$context.error.messageString}' },
    },
    second: {
      ...inApi,
      ResponseType: 'DEFAULT_4XX',
      ResponseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
    },
  },
]
