import type { Input } from '../../../model/provider.ts'
import { isRecord, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import { camel, camelDeep } from '../kit/camel.ts'

/** What each setting looks like when it is taken away again. */
const emptied: Properties = {
  customDNS: {},
  customRuntimeConfig: {},
  description: '',
  environmentVariables: {},
  instanceConcurrency: 1,
  instanceLifecycleConfig: {},
  internetAccess: true,
  layers: [],
  logConfig: { project: '', logstore: '', logBeginRule: 'None' },
  nasConfig: { userId: 0, groupId: 0, mountPoints: [] },
  ossMountConfig: { mountPoints: [] },
  role: '',
  vpcConfig: { vpcId: '', vSwitchIds: [], securityGroupId: '' },
}

const numbers: readonly string[] = ['Cpu', 'DiskSize', 'InstanceConcurrency', 'MemorySize', 'Timeout']

/** Properties that are no settings of the function's own call. */
const apart: readonly string[] = ['Code', 'FunctionName', 'Tags']

/** Gives the settings of a function as FC takes them. */
export function settingsOf(properties: Properties): Properties {
  const found: Record<string, Value> = {}
  for (const [name, value] of Object.entries(properties)) {
    if (apart.includes(name)) continue
    if (name === 'EnvironmentVariables') found[camel(name)] = texts(record(value))
    else found[camel(name)] = numbers.includes(name) ? Number(value) : camelDeep(value)
  }
  const cpu = found.cpu ?? cpuFor(found.memorySize)
  return cpu === undefined ? found : { ...found, cpu }
}

/** Gives the settings that an update must empty: those that were set and are no more; all when the past is unknown. */
export function emptiedBy({ properties, before = {} }: Input): Properties {
  const unknown = Object.keys(before).length === 0
  const kept = Object.keys(properties).map(camel)
  const gone = unknown ? Object.keys(emptied) : Object.keys(before).map(camel)
  const entries = Object.entries(emptied).filter(([name]) => gone.includes(name) && !kept.includes(name))
  return Object.fromEntries(entries)
}

/** Gives the code of a function as FC takes it: the zip in the call, or an object in OSS. */
export async function codeOf({ properties, artifact }: Input): Promise<Properties> {
  const { Code } = properties
  if (!isRecord(Code)) return {}
  if (Code.OssBucketName !== undefined || Code.ZipFile !== undefined) return { code: camelDeep(Code) }
  if (artifact === undefined) return {}
  return { code: { zipFile: Buffer.from(await artifact.read()).toString('base64') } }
}

/** Gives a list of tags as a map. */
export function tagMap(tags: Value | undefined): Readonly<Record<string, string>> {
  const entries = list(tags).map(tag => {
    const { Key, Value: value } = record(tag)
    return [text(Key) ?? '', text(value) ?? '']
  })
  return Object.fromEntries(entries)
}

/** Gives a map of tags as the list that FC takes. */
export function tagList(tags: Readonly<Record<string, string>>): readonly Properties[] {
  return Object.entries(tags).map(([Key, value]) => ({ Key, Value: value }))
}

function texts(variables: Properties): Properties {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, text(value) ?? '']))
}

/** FC wants between 1 and 4 GB for each vCPU, in steps of 0.05, and its default fits its default memory alone. */
function cpuFor(memory: Value | undefined): number | undefined {
  if (typeof memory !== 'number') return undefined
  return Math.min(16, Math.max(1, Math.round(memory / 1024 / 2 / 0.05)) / 20)
}
