import { isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { getAtt, given, isIntrinsic, namedBy, present, ref } from '../calls.ts'
import { isMap, own } from '../draft.ts'
import { hashed } from '../logical-id.ts'
import { refuse } from '../refusal.ts'
import { resolved } from '../resolve.ts'
import type { GeneratedResource, Source, TransformContext } from '../transform-context.ts'

/** The version and alias that `AutoPublishAlias` makes of a function as it is about to be deployed. */
export function versionAndAlias(
  source: Source,
  lambda: Properties,
  context: TransformContext,
): { version: GeneratedResource; alias: GeneratedResource } {
  const { id, properties } = source
  const name = aliasName(source, context)
  const version: GeneratedResource = {
    id: versionId(source, lambda, context),
    type: 'AWS::Lambda::Version',
    properties: present({
      Description: properties.VersionDescription,
      FunctionName: ref(id),
      FunctionScalingConfig: given(properties.CapacityProviderConfig)
        ? properties.FunctionScalingConfig
        : undefined,
    }),
    attributes: { DeletionPolicy: retention(properties), ...source.passed },
  }
  const alias: GeneratedResource = {
    id: `${id}Alias${name.replaceAll('-', 'D').replaceAll('_', 'U')}`,
    type: 'AWS::Lambda::Alias',
    properties: present({
      Name: name,
      FunctionName: ref(id),
      FunctionVersion: getAtt(version.id, 'Version'),
      ProvisionedConcurrencyConfig: given(properties.ProvisionedConcurrencyConfig)
        ? properties.ProvisionedConcurrencyConfig
        : undefined,
    }),
    attributes: source.passed,
  }
  return { version, alias }
}

/** Gives the hash that `AutoPublishCodeSha256` sets, parameters filled in. */
export function codeHash({ id, properties }: Source, context: TransformContext): string | undefined {
  if (!given(properties.AutoPublishCodeSha256)) return undefined
  const hash = resolved(properties.AutoPublishCodeSha256, context.parameters)
  if (typeof hash === 'string') return hash
  return refuse(id, 'AutoPublishCodeSha256 must be a text.', ['Properties', 'AutoPublishCodeSha256'])
}

function aliasName({ id, properties }: Source, context: TransformContext): string {
  const path = ['Properties', 'AutoPublishAlias']
  const name = resolved(properties.AutoPublishAlias ?? null, context.parameters)
  if (typeof name !== 'string') return refuse(id, 'AutoPublishAlias must be a text or a parameter.', path)
  if (!/^(?!^[0-9]+$)[a-zA-Z0-9\-_]+$/.test(name))
    refuse(id, `the alias "${name}" may hold letters, digits, - and _, and not digits alone.`, path)
  return name
}

function retention(properties: Properties): Value {
  if (properties.VersionDeletionPolicy !== undefined && properties.VersionDeletionPolicy !== null)
    return properties.VersionDeletionPolicy
  return properties.CapacityProviderConfig === undefined ? 'Retain' : 'Delete'
}

function versionId(source: Source, lambda: Properties, context: TransformContext): string {
  const prefix = `${source.id}Version`
  const hash = codeHash(source, context)
  if (hash !== undefined && hash !== '') return prefix + hash.slice(0, 10)
  return hashed(
    prefix,
    given(source.properties.AutoPublishAliasAllProperties) ? all(source, lambda, context) : some(lambda),
  )
}

function some(lambda: Properties): Properties {
  const code = isRecord(lambda.Code) ? lambda.Code : { Code: lambda.Code ?? null }
  const start = isRecord(lambda.SnapStart) ? (lambda.SnapStart.ApplyOn ?? 'None') : 'None'
  return {
    ...code,
    ...(isRecord(lambda.Environment) ? lambda.Environment : {}),
    ...(given(lambda.MemorySize) ? { MemorySize: lambda.MemorySize } : {}),
    ...(start === 'None' ? {} : { SnapStart: lambda.SnapStart ?? null }),
  }
}

function all({ properties: written }: Source, lambda: Properties, context: TransformContext): Properties {
  const layers = Array.isArray(lambda.Layers) ? lambda.Layers : []
  const found: [string, Value][] = []
  for (const layer of layers) {
    const id = isIntrinsic(layer) ? namedBy(layer) : undefined
    const body = id === undefined || !Object.hasOwn(context.resources, id) ? undefined : context.resources[id]
    const properties = body === undefined ? undefined : own(body, 'Properties')
    if (id !== undefined && isMap(properties) && given(properties.PublishLambdaVersion))
      found.push([id, properties])
  }
  return { ...lambda, ...present({ Role: written.Role }), ...Object.fromEntries(found) }
}
