import { artifactKey } from '../../../model/artifact.ts'
import type { Input } from '../../../model/provider.ts'
import { equal, isRecord, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { TencentClient } from '../client.ts'

/** The settings that can be changed later, each with the form that clears it. */
const clearable: Readonly<Record<string, Value>> = {
  Description: '',
  MemorySize: 128,
  Timeout: 3,
  Environment: { Variables: [{ Key: '', Value: '' }] },
  Role: '',
  VpcConfig: { VpcId: '', SubnetId: '' },
  Layers: [{ LayerName: '', LayerVersion: 0 }],
  InitTimeout: 65,
  PublicNetConfig: { PublicNetStatus: 'ENABLE', EipConfig: { EipStatus: 'DISABLE' } },
  InstallDependency: 'FALSE',
}

/** Gives the settings of a function in the API's shape. */
export function settingsOf(properties: Properties): Properties {
  const found = Object.keys(clearable).flatMap((key): [string, Value][] => {
    const value = properties[key]
    if (value === undefined) return []
    return [[key, key === 'Environment' ? { Variables: variables(value) } : flag(value)]]
  })
  return Object.fromEntries(found)
}

/** Gives the settings that differ, cleared where the template has them no more; empty when none does. */
export function changedSettings(before: Properties, after: Properties): Properties {
  const wanted = settingsOf(after)
  const found = Object.entries(clearable).flatMap(([key, cleared]): [string, Value][] => {
    if (equal(before[key], after[key])) return []
    const value = wanted[key]
    const none = key === 'Environment' && list(record(value).Variables).length === 0
    return [[key, value === undefined || none ? cleared : value]]
  })
  return Object.fromEntries(found)
}

/** SCF writes booleans as texts. */
function flag(value: Value): Value {
  return typeof value === 'boolean' ? String(value).toUpperCase() : value
}

function variables(environment: Value): readonly Properties[] {
  return Object.entries(record(record(environment).Variables)).map(([Key, Value]) => ({
    Key,
    Value: text(Value) ?? '',
  }))
}

/** Gives the variables of a live function as a map. */
export function environmentOf(live: Value | undefined): Properties {
  const pairs = list(record(live).Variables).map(record)
  return { Variables: Object.fromEntries(pairs.map(({ Key, Value }) => [text(Key) ?? '', Value ?? ''])) }
}

/** Gives the code of a function as the API takes it: the zip itself, or an object in COS. */
export async function codeOf(client: TencentClient, { properties, artifact }: Input): Promise<Properties> {
  const { Code } = properties
  if (isRecord(Code) && Code[artifactKey] !== undefined && artifact !== undefined)
    return { ZipFile: Buffer.from(await artifact.read()).toString('base64') }
  const bucket = text(record(Code).CosBucketName)
  if (bucket === undefined) return record(Code)
  const suffix = `-${await client.appId()}`
  const short = bucket.endsWith(suffix) ? bucket.slice(0, -suffix.length) : bucket
  return { CosBucketRegion: client.region, ...record(Code), CosBucketName: short }
}
