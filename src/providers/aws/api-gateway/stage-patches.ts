import type { Properties, Value } from '../../../model/value.ts'
import { equal, list, record, text } from '../../../model/value.ts'
import { mapPatches, type Patch, type PatchPaths, patches, pointer } from './patch.ts'

const plain: PatchPaths = {
  CacheClusterEnabled: ['/cacheClusterEnabled', 'false'],
  CacheClusterSize: ['/cacheClusterSize', '0.5'],
  ClientCertificateId: ['/clientCertificateId', ''],
  DeploymentId: ['/deploymentId', ''],
  Description: ['/description', ''],
  DocumentationVersion: ['/documentationVersion', ''],
  TracingEnabled: ['/tracingEnabled', 'false'],
}

/** Properties of a stage that an update of it changes. */
export const stageSettings = [...Object.keys(plain), 'AccessLogSetting', 'MethodSettings', 'Variables']

/** Makes the changes for all settings of a stage that differ. */
export function stagePatches(now: Properties, before: Properties): readonly Patch[] {
  return [
    ...patches(plain, now, before),
    ...mapPatches('/variables', record(now.Variables), record(before.Variables)),
    ...logPatches(now, before),
    ...methodPatches(now, before),
  ]
}

function logPatches(now: Properties, before: Properties): readonly Patch[] {
  if (equal(now.AccessLogSetting, before.AccessLogSetting)) return []
  if (now.AccessLogSetting === undefined) return [{ op: 'remove', path: '/accessLogSettings' }]
  const { DestinationArn, Format } = record(now.AccessLogSetting)
  return [
    { op: 'replace', path: '/accessLogSettings/destinationArn', value: text(DestinationArn) ?? '' },
    { op: 'replace', path: '/accessLogSettings/format', value: text(Format) ?? '' },
  ]
}

/** Defaults as https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html gives them; -1 is no limit. */
const methodPaths: PatchPaths = {
  CacheDataEncrypted: ['caching/dataEncrypted', 'false'],
  CacheTtlInSeconds: ['caching/ttlInSeconds', '300'],
  CachingEnabled: ['caching/enabled', 'false'],
  DataTraceEnabled: ['logging/dataTrace', 'false'],
  LoggingLevel: ['logging/loglevel', 'OFF'],
  MetricsEnabled: ['metrics/enabled', 'false'],
  ThrottlingBurstLimit: ['throttling/burstLimit', '-1'],
  ThrottlingRateLimit: ['throttling/rateLimit', '-1'],
}

/** Settings that a method can have. */
export const methodSettings = Object.keys(methodPaths)

function methodPatches(now: Properties, before: Properties): readonly Patch[] {
  const [wanted, known] = [settingsByMethod(now), settingsByMethod(before)]
  const dropped = Object.keys(known).filter(method => !Object.hasOwn(wanted, method))
  return [
    ...dropped.map(method => ({ op: 'remove', path: `/${method}` }) as const),
    ...Object.entries(wanted).flatMap(([method, setting]) =>
      patches(methodPaths, setting, known[method] ?? {}).map(patch => ({
        ...patch,
        path: `/${method}/${patch.path}`,
      })),
    ),
  ]
}

/** What is said of one method in several places adds up. */
function settingsByMethod({ MethodSettings }: Properties): Readonly<Record<string, Properties>> {
  const found: Record<string, Properties> = {}
  for (const setting of list(MethodSettings)) {
    const method = methodOf(setting)
    found[method] = { ...found[method], ...record(setting) }
  }
  return found
}

function methodOf(setting: Value): string {
  const { ResourcePath = '/*', HttpMethod = '*' } = record(setting)
  const path = String(ResourcePath).replace(/^\//, '')
  return `${path === '*' ? '*' : pointer(`/${path}`)}/${String(HttpMethod)}`
}
