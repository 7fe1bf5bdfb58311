/** What an ARN says of the thing: its type in templates, the physical ID that the type gives it, and its name. */
export interface Named {
  readonly type: string
  readonly physicalId: string
  readonly name: string
}

type Names = readonly [physicalId: string, name: string]

/** Where a thing is: its ARN, and the address that all calls go to where one was given. */
interface Place {
  readonly arn: string
  readonly endpoint?: string | undefined
}

/** By the end of the ARN, after `arn:partition:`; the form of each is that of the Service Authorization Reference. */
const forms: readonly (readonly [
  form: RegExp,
  type: string,
  names: (parts: readonly string[], place: Place) => Names,
])[] = [
  [/^lambda:[^:]*:\d*:function:([^:]+)$/, 'AWS::Lambda::Function', twice],
  [/^lambda:[^:]*:\d*:event-source-mapping:([^:]+)$/, 'AWS::Lambda::EventSourceMapping', twice],
  [/^lambda:[^:]*:\d*:code-signing-config:([^:]+)$/, 'AWS::Lambda::CodeSigningConfig', byArn],
  [/^s3:::([^/]+)$/, 'AWS::S3::Bucket', twice],
  [/^logs:[^:]*:\d*:log-group:(.+?)(?::\*)?$/, 'AWS::Logs::LogGroup', twice],
  [/^events:[^:]*:\d*:rule\/(?:default\/)?([^/]+)$/, 'AWS::Events::Rule', twice],
  [
    /^events:[^:]*:\d*:rule\/([^/]+)\/([^/]+)$/,
    'AWS::Events::Rule',
    ([bus, name]) => [`${bus}|${name}`, `${name}`],
  ],
  [/^codedeploy:[^:]*:\d*:application:(.+)$/, 'AWS::CodeDeploy::Application', twice],
  [/^codedeploy:[^:]*:\d*:deploymentgroup:([^/]+)\/(.+)$/, 'AWS::CodeDeploy::DeploymentGroup', within],
  [/^cognito-idp:[^:]*:\d*:userpool\/(.+)$/, 'AWS::Cognito::UserPool', twice],
  [/^scheduler:[^:]*:\d*:schedule-group\/([^/]+)$/, 'AWS::Scheduler::ScheduleGroup', twice],
  [/^states:[^:]*:\d*:stateMachine:([^:]+)$/, 'AWS::StepFunctions::StateMachine', byArn],
  [/^events:[^:]*:\d*:event-bus\/([^/]+)$/, 'AWS::Events::EventBus', twice],
  [/^sqs:([^:]*):(\d*):([^:]+)$/, 'AWS::SQS::Queue', byAddress],
  [/^sns:[^:]*:\d*:([^:]+)$/, 'AWS::SNS::Topic', byArn],
  [/^dynamodb:[^:]*:\d*:table\/([^/]+)$/, 'AWS::DynamoDB::Table', twice],
  [/^kinesis:[^:]*:\d*:stream\/([^/]+)$/, 'AWS::Kinesis::Stream', twice],
  [/^cloudwatch:[^:]*:\d*:alarm:(.+)$/, 'AWS::CloudWatch::Alarm', twice],
  // The ARN of a secret ends with six characters that are not in its name.
  [/^secretsmanager:[^:]*:\d*:secret:(.+)-\w{6}$/, 'AWS::SecretsManager::Secret', byArn],
  // A name with slashes begins with one, which its ARN does not show.
  [/^ssm:[^:]*:\d*:parameter\/([^/]+)$/, 'AWS::SSM::Parameter', twice],
  [/^ssm:[^:]*:\d*:parameter(\/.+)$/, 'AWS::SSM::Parameter', twice],
  [/^apigateway:[^:]*::\/restapis\/([^/]+)$/, 'AWS::ApiGateway::RestApi', twice],
  [/^apigateway:[^:]*::\/restapis\/([^/]+)\/stages\/([^/]+)$/, 'AWS::ApiGateway::Stage', within],
  [/^apigateway:[^:]*::\/apis\/([^/]+)$/, 'AWS::ApiGatewayV2::Api', twice],
  [/^apigateway:[^:]*::\/apis\/([^/]+)\/stages\/([^/]+)$/, 'AWS::ApiGatewayV2::Stage', within],
]

function twice([name = '']: readonly string[]): Names {
  return [name, name]
}

function within([api = '', name = '']: readonly string[]): Names {
  return [`${api}|${name}`, name]
}

function byArn([name = '']: readonly string[], { arn }: Place): Names {
  return [arn, name]
}

function byAddress([region = '', account = '', name = '']: readonly string[], { endpoint }: Place): Names {
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  return [`${endpoint ?? `https://sqs.${region}.${suffix}`}/${account}/${name}`, name]
}

/** Reads an ARN, for calls that go to `endpoint` where one is given; of a thing that fnx does not deploy the service is given, and the ARN. */
export function namedBy(arn: string, endpoint?: string): Named {
  const rest = arn.replace(/^arn:[^:]*:/, '')
  for (const [form, type, names] of forms) {
    const match = form.exec(rest)
    if (match === null) continue
    const [physicalId, name] = names(
      match.slice(1).map(part => decodeURIComponent(part)),
      { arn, endpoint },
    )
    return { type, physicalId, name }
  }
  return { type: rest.split(':')[0] ?? '', physicalId: arn, name: arn }
}
