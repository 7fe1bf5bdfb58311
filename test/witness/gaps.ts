/** By type, what is known to be wrong, sorted; each line goes as soon as it is mended. */
export const gaps: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::Deployment': [
    'StageDescription.Variables: not reset',
    'StageDescription.Variables: not updated',
    'StageDescription: not reset',
    'StageName: not reset',
    'StageName: not updated',
  ],
  'AWS::ApiGateway::RestApi': [
    'EndpointConfiguration.IpAddressType: not updated',
    'EndpointConfiguration.Types: not reset',
    'EndpointConfiguration.VpcEndpointIds: not updated',
    'EndpointConfiguration: not reset',
    'FailOnWarnings: not reset',
    'FailOnWarnings: not updated',
    'Parameters: not reset',
    'Parameters: not updated',
  ],
  'AWS::ApiGatewayV2::Api': [
    'ApiKeySelectionExpression: not reset',
    'BasePath: not reset',
    'BasePath: not updated',
    'Body: not reset',
    'CorsConfiguration: not reset',
    'CredentialsArn: not reset',
    'CredentialsArn: not updated',
    'DisableExecuteApiEndpoint: not reset',
    'DisableSchemaValidation: not reset',
    'FailOnWarnings: not reset',
    'FailOnWarnings: not updated',
    'IpAddressType: not reset',
    'RouteKey: not reset',
    'RouteKey: not updated',
    'RouteSelectionExpression: not reset',
    'Target: not reset',
    'Target: not updated',
    'Version: not reset',
  ],
  'AWS::ApiGatewayV2::Integration': [
    'ConnectionId: not reset',
    'ConnectionType: not reset',
    'ContentHandlingStrategy: not reset',
    'CredentialsArn: not reset',
    'IntegrationMethod: not reset',
    'IntegrationSubtype: not reset',
    'IntegrationUri: not reset',
    'PassthroughBehavior: not reset',
    'PayloadFormatVersion: not reset',
    'RequestParameters: not reset',
    'RequestTemplates: not reset',
    'ResponseParameters: not reset',
    'TemplateSelectionExpression: not reset',
    'TimeoutInMillis: not reset',
    'TlsConfig: not reset',
  ],
  'AWS::ApiGatewayV2::Route': [
    'ApiKeyRequired: not reset',
    'AuthorizationScopes: not reset',
    'AuthorizationType: not reset',
    'AuthorizerId: not reset',
    'ModelSelectionExpression: not reset',
    'OperationName: not reset',
    'RequestModels: not reset',
    'RequestParameters: not reset',
    'RouteResponseSelectionExpression: not reset',
    'Target: not reset',
  ],
  'AWS::ApiGatewayV2::Stage': [
    'AccessLogSettings: not reset',
    'AutoDeploy: not reset',
    'DefaultRouteSettings: not reset',
    'DeploymentId: not reset',
    'Description: not reset',
    'RouteSettings: not reset',
  ],
}

/** By type and path, what no call carries, and why that is right. */
export const exceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'ALIYUN::OSS::Bucket': {
    DeletionForce: 'It speaks of the deletion, where --empty-buckets decides.',
  },
  'AWS::ApiGateway::RestApi': {
    Mode: 'PutRestApi alone has it, and a new API has nothing that a body could be merged with.',
  },
  'AWS::S3::Bucket': {
    'LifecycleConfiguration.Rules.NoncurrentVersionExpirationInDays':
      'The older word for NoncurrentVersionExpiration, which is set beside it here and wins.',
  },
  'TencentCloud::CAM::Role': {
    Policies:
      'A mark is no policy, so that CAM refuses it and nothing is there to take off; the table of lives has true ones.',
  },
}
