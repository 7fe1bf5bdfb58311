/** What an ARN says of the thing: its type in templates, the physical ID that the type gives it, and its name. */
export interface Named {
  readonly type: string
  readonly physicalId: string
  readonly name: string
}

/** Without a physical ID that is the ARN itself. */
type Names = readonly [physicalId: string | undefined, name: string]

/** By the end of the ARN, after `arn:partition:`; the form of each is that of the Service Authorization Reference. */
const forms: readonly (readonly [form: RegExp, type: string, names: (...parts: string[]) => Names])[] = [
  [/^lambda:[^:]*:\d*:function:([^:]+)$/, 'AWS::Lambda::Function', twice],
  [/^lambda:[^:]*:\d*:event-source-mapping:([^:]+)$/, 'AWS::Lambda::EventSourceMapping', twice],
  [/^lambda:[^:]*:\d*:code-signing-config:([^:]+)$/, 'AWS::Lambda::CodeSigningConfig', byArn],
  [/^s3:::([^/]+)$/, 'AWS::S3::Bucket', twice],
  [/^logs:[^:]*:\d*:log-group:(.+?)(?::\*)?$/, 'AWS::Logs::LogGroup', twice],
  [/^events:[^:]*:\d*:rule\/(?:default\/)?([^/]+)$/, 'AWS::Events::Rule', twice],
  [
    /^events:[^:]*:\d*:rule\/([^/]+)\/([^/]+)$/,
    'AWS::Events::Rule',
    (bus, name) => [`${bus}|${name}`, `${name}`],
  ],
  [/^codedeploy:[^:]*:\d*:application:(.+)$/, 'AWS::CodeDeploy::Application', twice],
  [/^codedeploy:[^:]*:\d*:deploymentgroup:([^/]+)\/(.+)$/, 'AWS::CodeDeploy::DeploymentGroup', within],
  [/^cognito-idp:[^:]*:\d*:userpool\/(.+)$/, 'AWS::Cognito::UserPool', twice],
  [/^scheduler:[^:]*:\d*:schedule-group\/([^/]+)$/, 'AWS::Scheduler::ScheduleGroup', twice],
  [/^states:[^:]*:\d*:stateMachine:([^:]+)$/, 'AWS::StepFunctions::StateMachine', byArn],
  [/^apigateway:[^:]*::\/restapis\/([^/]+)$/, 'AWS::ApiGateway::RestApi', twice],
  [/^apigateway:[^:]*::\/restapis\/([^/]+)\/stages\/([^/]+)$/, 'AWS::ApiGateway::Stage', within],
  [/^apigateway:[^:]*::\/apis\/([^/]+)$/, 'AWS::ApiGatewayV2::Api', twice],
  [/^apigateway:[^:]*::\/apis\/([^/]+)\/stages\/([^/]+)$/, 'AWS::ApiGatewayV2::Stage', within],
]

function twice(name = ''): Names {
  return [name, name]
}

function byArn(name = ''): Names {
  return [undefined, name]
}

function within(api = '', name = ''): Names {
  return [`${api}|${name}`, name]
}

/** Reads an ARN; of a thing that fnx does not deploy the service is given, and the ARN. */
export function namedBy(arn: string): Named {
  const rest = arn.replace(/^arn:[^:]*:/, '')
  for (const [form, type, names] of forms) {
    const match = form.exec(rest)
    if (match === null) continue
    const [physicalId, name] = names(...match.slice(1).map(part => decodeURIComponent(part)))
    return { type, physicalId: physicalId ?? arn, name }
  }
  return { type: rest.split(':')[0] ?? '', physicalId: arn, name: arn }
}
