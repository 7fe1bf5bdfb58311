import type { Service } from '../../../model/provider.ts'
import { source } from './source.ts'

/** What fnx does with API Gateway v2. */
export const service = {
  name: 'apigatewayv2',
  title: 'API Gateway v2',
  types: {
    'AWS::ApiGatewayV2::Api': async () => (await import('./http-api.ts')).httpApi,
    'AWS::ApiGatewayV2::Authorizer': async () => (await import('./authorizer.ts')).authorizer,
    'AWS::ApiGatewayV2::Deployment': async () => (await import('./http-deployment.ts')).httpDeployment,
    'AWS::ApiGatewayV2::Integration': async () => (await import('./integration.ts')).integration,
    'AWS::ApiGatewayV2::Model': async () => (await import('./model.ts')).model,
    'AWS::ApiGatewayV2::Route': async () => (await import('./route.ts')).route,
    'AWS::ApiGatewayV2::Stage': async () => (await import('./http-stage.ts')).httpStage,
  },
  source,
  client: async () => (await import('./client.ts')).apigatewayv2,
  reference: 'https://docs.aws.amazon.com/goto/WebAPI/apigatewayv2-2018-11-29/{operation}',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
