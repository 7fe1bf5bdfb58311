/** By type, what is known to be wrong, sorted; each line goes as soon as it is mended. */
export const gaps: Readonly<Record<string, readonly string[]>> = {}

/** By type and path, what no call carries, and why that is right. */
export const exceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'ALIYUN::OSS::Bucket': {
    DeletionForce: 'It speaks of the deletion, where --empty-buckets decides.',
  },
  'AWS::ApiGateway::Method': {
    'MethodResponses.ResponseParameters': 'Each is a truth value, and the table of lives has true ones.',
    RequestParameters: 'Each is a truth value, and the table of lives has true ones.',
  },
  'AWS::ApiGateway::RestApi': {
    Mode: 'PutRestApi alone has it, and a new API has nothing that a body could be merged with.',
  },
  'AWS::CloudWatch::Alarm': {
    'EvaluationWindow.SlidingWindow': 'It has no members, so that no mark fits in.',
  },
  'AWS::DynamoDB::Table': {
    'AttributeDefinitions.AttributeName': 'They change nothing by themselves: each new index carries them.',
    'AttributeDefinitions.AttributeType': 'They change nothing by themselves: each new index carries them.',
  },
  'AWS::S3::Bucket': {
    'LifecycleConfiguration.Rules.NoncurrentVersionExpirationInDays':
      'The older word for NoncurrentVersionExpiration, which is set beside it here and wins.',
    'LoggingConfiguration.TargetObjectKeyFormat.SimplePrefix':
      'It says something by being there, and holds nothing.',
  },
  'AWS::Cognito::UserPool': {
    EnabledMfas: 'Each of the three names is a setting of its own, and the table of lives has them.',
  },
  'AWS::Route53::RecordSet': {
    'AliasTarget.HostedZoneId': 'An alias without it is refused.',
    Comment: 'It is of a change, and none is made for it alone.',
    HostedZoneName: 'A zone whose ID is given is not looked up.',
  },
  'AWS::Route53::RecordSetGroup': {
    Comment: 'It is of a change, and none is made for it alone.',
    HostedZoneName: 'A zone whose ID is given is not looked up.',
    'RecordSets.AliasTarget.HostedZoneId': 'An alias without it is refused.',
  },
  'AWS::Scheduler::Schedule': {
    EndDate: 'The call counts seconds; the table of lives compares them.',
    StartDate: 'The call counts seconds; the table of lives compares them.',
  },
  'AWS::StepFunctions::StateMachine': {
    DefinitionS3Location:
      'Where it leaves the template, another property gives the definition, which is written.',
    'DefinitionS3Location.Version': 'The object at the marks is not there, so that nothing is written of it.',
  },
  'AWS::StepFunctions::StateMachineAlias': {
    'DeploymentPreference.Type':
      'The plan takes one of the three alone, and its route goes whole to the version.',
  },
  'AWS::SecretsManager::Secret': {
    'GenerateSecretString.SecretStringTemplate': 'What it holds goes into the value, and a mark is no JSON.',
  },
  'TencentCloud::CAM::Role': {
    Policies:
      'A mark is no policy, so that CAM refuses it and nothing is there to take off; the table of lives has true ones.',
  },
}
