import { isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { given, isIntrinsic, present } from '../calls.ts'
import { wholeOrMap } from '../capacity-provider/capacity-parts.ts'
import { codeAt } from '../code.ts'
import { refuse } from '../refusal.ts'
import { resolved } from '../resolve.ts'
import { markedTags } from '../tags.ts'
import type { Source, TransformContext } from '../transform-context.ts'
import { codeHash } from './version.ts'

/** Gives the properties of the Lambda function, all but its role. */
export function lambdaProperties(source: Source, context: TransformContext): Properties {
  const { id, properties } = source
  const queue = isRecord(properties.DeadLetterQueue) ? properties.DeadLetterQueue : {}
  const code = codeOf(source)
  const published = given(properties.AutoPublishAlias)
  const lambda = present({
    ...passed(properties),
    Code: published ? resolved(code, context.parameters) : code,
    Description: published ? describe(source, context) : properties.Description,
    FunctionName: given(properties.FunctionName) ? properties.FunctionName : undefined,
    Tags: markedTags(id, properties.Tags),
    TracingConfig: traces(properties, context) ? { Mode: tracingMode(properties, context) } : undefined,
    DeadLetterConfig: given(queue) ? { TargetArn: queue.TargetArn ?? null } : undefined,
    CapacityProviderConfig: capacity(source),
    FunctionScalingConfig: given(properties.FunctionScalingConfig)
      ? properties.FunctionScalingConfig
      : undefined,
  })
  checkPackage(id, properties)
  return lambda
}

/** Parameters are filled in inside a call, but a reference to one stays. */
function tracingMode({ Tracing = null }: Properties, context: TransformContext): Value {
  return isRecord(Tracing) && Object.hasOwn(Tracing, 'Ref') ? Tracing : resolved(Tracing, context.parameters)
}

/** Tells whether a function is traced. */
export function traces(properties: Properties, context: TransformContext): boolean {
  if (!given(properties.Tracing)) return false
  return resolved(properties.Tracing, context.parameters) !== 'Disabled'
}

/** Refuses combinations that no function can have. */
export function checkFunction({ id, properties }: Source): void {
  const has = (name: string): boolean => properties[name] !== undefined && properties[name] !== null
  for (const other of ['ProvisionedConcurrencyConfig', 'VpcConfig'])
    if (has('CapacityProviderConfig') && has(other))
      refuse(id, `CapacityProviderConfig and ${other} exclude each other.`, ['Properties', other])
  for (const [name, needed] of [
    ['FunctionScalingConfig', 'CapacityProviderConfig'],
    ['VersionDeletionPolicy', 'AutoPublishAlias'],
  ] as const)
    if (has(name) && !has(needed)) refuse(id, `${name} needs ${needed}.`, ['Properties', name])
  if (given(properties.ProvisionedConcurrencyConfig) && !given(properties.AutoPublishAlias))
    refuse(id, 'ProvisionedConcurrencyConfig needs AutoPublishAlias.', [
      'Properties',
      'ProvisionedConcurrencyConfig',
    ])
  checkQueue(id, properties)
  checkTenancy(id, properties)
}

function passed(properties: Properties): Properties {
  const found: Record<string, Value> = {}
  for (const name of passedOn) {
    const value = properties[name]
    if (value !== undefined) found[name] = value
  }
  return found
}

const passedOn = (
  'Handler Runtime MemorySize Timeout VpcConfig Environment KmsKeyArn ReservedConcurrentExecutions Layers ' +
  'FileSystemConfigs ImageConfig PackageType Architectures SnapStart EphemeralStorage CodeSigningConfigArn ' +
  'RuntimeManagementConfig LoggingConfig TenancyConfig RecursiveLoop DurableConfig PublishToLatestPublished'
).split(' ')

function describe(source: Source, context: TransformContext): Value | undefined {
  const hash = codeHash(source, context)
  const { Description } = source.properties
  if (hash === undefined) return Description
  const description = resolved(Description ?? null, context.parameters)
  if (!given(description)) return hash
  return typeof description === 'string'
    ? `${description} ${hash}`
    : { 'Fn::Join': [' ', [description, hash]] }
}

function codeOf({ id, properties }: Source): Value {
  const image = kindOf(id, properties) === 'Image'
  if (image) {
    if (!given(properties.ImageUri))
      refuse(id, 'ImageUri is needed for an image.', ['Properties', 'PackageType'])
    return { ImageUri: properties.ImageUri ?? null }
  }
  const { InlineCode, CodeUri, SourceKMSKeyArn } = properties
  const extra = given(SourceKMSKeyArn) ? { SourceKMSKeyArn } : {}
  if (InlineCode !== undefined && InlineCode !== null) return { ZipFile: InlineCode, ...extra }
  if (CodeUri === undefined || CodeUri === null)
    return refuse(id, 'needs InlineCode or CodeUri.', ['Properties'])
  const code = codeAt(CodeUri, id, 'CodeUri')
  return isRecord(code) ? { ...code, ...extra } : code
}

function kindOf(id: string, { PackageType }: Properties): 'Zip' | 'Image' {
  if (!given(PackageType) || PackageType === 'Zip') return 'Zip'
  if (PackageType === 'Image') return 'Image'
  return refuse(id, 'PackageType is Zip or Image.', ['Properties', 'PackageType'])
}

function checkPackage(id: string, properties: Properties): void {
  const found = (names: readonly string[]) => names.find(name => given(properties[name]))
  if (kindOf(id, properties) === 'Image') {
    const extra = found(['Handler', 'Runtime', 'Layers'])
    if (extra !== undefined) refuse(id, `an image takes no ${extra}.`, ['Properties', extra])
    return
  }
  const missing = ['Runtime', 'Handler'].find(name => !given(properties[name]))
  if (missing !== undefined) refuse(id, `${missing} is needed unless PackageType is Image.`, ['Properties'])
  if (given(properties.ImageConfig))
    refuse(id, 'ImageConfig is for PackageType Image alone.', ['Properties', 'ImageConfig'])
}

function capacity({ id, properties }: Source): Properties | undefined {
  const config = properties.CapacityProviderConfig
  if (!given(config) || !isRecord(config)) return undefined
  const path = ['Properties', 'CapacityProviderConfig']
  const unknown = Object.keys(config).find(key => !capacityFields.includes(key))
  if (unknown !== undefined) refuse(id, `CapacityProviderConfig has no property ${unknown}.`, path)
  const { Arn } = config
  if (typeof Arn !== 'string' && !isRecord(Arn)) refuse(id, 'CapacityProviderConfig needs an Arn.', path)
  const wholes = capacityFields.slice(1).map((name): [string, Value] => {
    const value = config[name] ?? null
    const found = value === null ? null : wholeOrMap(value)
    return found === undefined
      ? refuse(id, `${name} must be a whole number.`, [...path, name])
      : [name, found]
  })
  return {
    LambdaManagedInstancesCapacityProviderConfig: present({
      CapacityProviderArn: Arn,
      ...Object.fromEntries(wholes),
    }),
  }
}

const capacityFields = [
  'Arn',
  'PerExecutionEnvironmentMaxConcurrency',
  'ExecutionEnvironmentMemoryGiBPerVCpu',
]

function checkQueue(id: string, properties: Properties): void {
  const queue = properties.DeadLetterQueue
  if (!given(queue)) return
  const path = ['Properties', 'DeadLetterQueue']
  if (!isRecord(queue) || !given(queue.Type) || !given(queue.TargetArn))
    refuse(id, 'DeadLetterQueue needs Type and TargetArn.', path)
  if (queue.Type !== 'SQS' && queue.Type !== 'SNS')
    refuse(id, 'the Type of a DeadLetterQueue is SQS or SNS.', [...path, 'Type'])
}

function checkTenancy(id: string, properties: Properties): void {
  if (!given(properties.TenancyConfig)) return
  for (const name of ['ProvisionedConcurrencyConfig', 'FunctionUrlConfig', 'SnapStart'])
    if (given(properties[name])) refuse(id, `TenancyConfig excludes ${name}.`, ['Properties', name])
  for (const [event, body] of Object.entries(isRecord(properties.Events) ? properties.Events : {})) {
    const type = isRecord(body) && !isIntrinsic(body) ? body.Type : undefined
    if (type !== 'Api' && type !== 'HttpApi')
      refuse(id, `TenancyConfig allows no events but Api and HttpApi, and ${event} is of another type.`, [
        'Properties',
        'Events',
        event,
      ])
  }
}
