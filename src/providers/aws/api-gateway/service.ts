import type { Service } from '../../../model/provider.ts'
import { source } from './source.ts'

/** What fnx does with API Gateway. */
export const service = {
  name: 'apigateway',
  title: 'API Gateway',
  types: {
    'AWS::ApiGateway::Authorizer': async () => (await import('./authorizer.ts')).authorizer,
    'AWS::ApiGateway::Deployment': async () => (await import('./deployment.ts')).deployment,
    'AWS::ApiGateway::GatewayResponse': async () => (await import('./gateway-response.ts')).gatewayResponse,
    'AWS::ApiGateway::Method': async () => (await import('./method.ts')).method,
    'AWS::ApiGateway::Model': async () => (await import('./model.ts')).model,
    'AWS::ApiGateway::RequestValidator': async () =>
      (await import('./request-validator.ts')).requestValidator,
    'AWS::ApiGateway::Resource': async () => (await import('./resource.ts')).resource,
    'AWS::ApiGateway::RestApi': async () => (await import('./rest-api.ts')).restApi,
    'AWS::ApiGateway::Stage': async () => (await import('./stage.ts')).stage,
  },
  source,
  client: async () => (await import('./client.ts')).apigateway,
  reference: 'https://docs.aws.amazon.com/apigateway/latest/api/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
