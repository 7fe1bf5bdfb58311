import type { Rule, RuleInput, WrittenResource } from '../../../../model/dialect.ts'
import {
  isList,
  type Path,
  type Properties,
  record,
  references,
  type Value,
} from '../../../../model/value.ts'

/** What calls a function by its own right, which a permission gives it. */
interface Caller {
  readonly what: string
  /** Where the function is named; `*` is each item of a list. */
  readonly ways: readonly Path[]
  /** A role to act by makes the permission needless. */
  readonly role?: Path
  isCaller?(properties: Properties): boolean
}

const callers: Readonly<Record<string, Caller>> = {
  'AWS::ApiGatewayV2::Integration': {
    what: 'an HTTP API',
    ways: [['IntegrationUri']],
    role: ['CredentialsArn'],
  },
  'AWS::ApiGateway::Method': {
    what: 'a REST API',
    ways: [['Integration', 'Uri']],
    role: ['Integration', 'Credentials'],
  },
  'AWS::Lambda::Url': {
    what: 'a public address',
    ways: [['TargetFunctionArn']],
    isCaller: ({ AuthType }) => AuthType === 'NONE',
  },
  'AWS::S3::Bucket': {
    what: 'a bucket',
    ways: [['NotificationConfiguration', 'LambdaConfigurations', '*', 'Function']],
  },
  'AWS::SNS::Subscription': {
    what: 'a topic',
    ways: [['Endpoint']],
    isCaller: ({ Protocol }) => Protocol === 'lambda',
  },
  'AWS::Events::Rule': {
    what: 'a rule',
    ways: [['Targets', '*', 'Arn']],
    role: ['Targets', '*', 'RoleArn'],
  },
  'AWS::Logs::SubscriptionFilter': { what: 'a log group', ways: [['DestinationArn']] },
}

/** Warns of functions that are to be called by what no permission lets call them. */
export const missingPermission: Rule = {
  code: 'W4229',
  title: 'Nothing lets the caller call the function',
  why: 'AWS answers 500 or 403, or drops the event, where no AWS::Lambda::Permission allows the call.',
  *check(input) {
    const functions = new Set(
      input.resources.flatMap(({ logicalId, type, body }) =>
        isPlainFunction(type, body) ? [logicalId] : [],
      ),
    )
    const allowed = allowedFunctions(input)
    if (functions.size === 0 || allowed === undefined) return
    for (const resource of input.resources)
      for (const { name, path, what } of called(resource))
        if (functions.has(name) && !allowed.has(name))
          yield {
            path,
            message: `${name} is to be called by ${what}, and no AWS::Lambda::Permission allows it.`,
            hint: `Add one with FunctionName: !Ref ${name}.`,
          }
  },
}

/** Events of SAM bring their permissions. */
function isPlainFunction(type: string, { Properties }: Properties): boolean {
  if (type === 'AWS::Lambda::Function') return true
  const { Events, FunctionUrlConfig } = record(Properties)
  return type === 'AWS::Serverless::Function' && Events === undefined && FunctionUrlConfig === undefined
}

/** Gives the functions that permissions name, or nothing where that is not known. */
function allowedFunctions({ resources }: RuleInput): ReadonlySet<string> | undefined {
  const named = resources
    .filter(({ type }) => type === 'AWS::Lambda::Permission')
    .map(({ body }) => namesIn(record(body.Properties).FunctionName))
  // Connectors bring the permissions of their ends.
  if (
    resources.some(({ type, body }) => type === 'AWS::Serverless::Connector' || body.Connectors !== undefined)
  )
    return
  return named.every(names => names.length > 0) ? new Set(named.flat()) : undefined
}

function* called({ type, body, path }: WrittenResource) {
  const properties = record(body.Properties)
  const caller = Object.hasOwn(callers, type) ? callers[type] : undefined
  if (caller === undefined || caller.isCaller?.(properties) === false) return
  if (caller.role !== undefined && [...valuesAt(properties, caller.role)].length > 0) return
  for (const way of caller.ways)
    for (const [place, value] of valuesAt(properties, way))
      for (const name of namesIn(value))
        yield { name, path: [...path, 'Properties', ...place], what: caller.what }
}

function* valuesAt(value: Value | undefined, way: Path, done: Path = []): Iterable<readonly [Path, Value]> {
  const [step, ...rest] = way
  if (value === undefined) return
  if (step === undefined) yield [done, value]
  else if (step !== '*') yield* valuesAt(record(value)[step], rest, [...done, step])
  else if (isList(value))
    for (const [index, item] of value.entries()) yield* valuesAt(item, rest, [...done, index])
}

function namesIn(value: Value | undefined): readonly string[] {
  return [
    ...new Set(
      references(value ?? null).flatMap(({ logicalId }) => (logicalId.includes('::') ? [] : [logicalId])),
    ),
  ]
}
