import type { Input } from '../../../model/provider.ts'
import { equal, isRecord, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import { toMembers } from '../../kit/form.ts'
import { type Part, withResets } from '../../kit/parts.ts'
import type { AliyunClient } from '../client.ts'
import { isBuiltIn } from '../data/runtimes.ts'
import { camelDeep } from '../kit/camel.ts'

/** What each setting goes back to when it leaves the template (https://help.aliyun.com/zh/functioncompute/fc-3-0/developer-reference/api-fc-2023-03-30-updatefunction). */
const resets: Properties = {
  CustomDNS: {},
  CustomRuntimeConfig: {},
  Description: '',
  DiskSize: 512,
  EnvironmentVariables: {},
  InstanceConcurrency: 1,
  InstanceLifecycleConfig: {},
  InternetAccess: true,
  Layers: [],
  LogConfig: { Project: '', Logstore: '', LogBeginRule: 'None' },
  MemorySize: 512,
  NasConfig: { UserId: 0, GroupId: 0, MountPoints: [] },
  OssMountConfig: { MountPoints: [] },
  Role: '',
  Timeout: 3,
  VpcConfig: { VpcId: '', VSwitchIds: [], SecurityGroupId: '' },
}

/** The settings of a function, which one call changes; code goes in it when it is another. */
export const settingsPart: Part<AliyunClient> = {
  takes: ['Code', 'Cpu', 'CustomContainerConfig', 'GpuConfig', 'Handler', 'Runtime', ...Object.keys(resets)],
  async calls({ key, id, now, before, form, input }) {
    const all = sized(withResets(pastOf(before, now), now, { resets, id }), before)
    const isSame = equal(before.Code, now.Code)
    const members = { ...toMembers(all, form), ...(await membersOf({ ...input, properties: all })) }
    const { code: _, ...settings } = members
    return [{ action: 'UpdateFunction', members: { ...key, ...(isSame ? settings : members) } }]
  },
  absent: resets,
}

/** The CPU that follows from the memory takes the place of one that left the template. */
function sized(properties: Properties, before: Properties): Properties {
  const { MemorySize = 512 } = resets
  return before.Cpu === undefined || properties.Cpu !== undefined ? properties : { MemorySize, ...properties }
}

/** Where the past is not known, everything may have been set; several requests at once only where the runtime takes them. */
function pastOf(before: Properties, { Runtime }: Properties): Properties {
  if (Object.keys(before).length > 0) return before
  const { InstanceConcurrency, ...rest } = resets
  return isBuiltIn(text(Runtime) ?? '') ? rest : { ...rest, InstanceConcurrency: InstanceConcurrency ?? 1 }
}

/** Gives what takes more than names of a function's properties: its code, its variables as texts, and a fitting CPU. */
export async function membersOf({
  properties,
  artifact,
}: Pick<Input, 'properties' | 'artifact'>): Promise<Properties> {
  const { Cpu, EnvironmentVariables, MemorySize } = properties
  const cpu = Cpu === undefined ? cpuFor(MemorySize) : Number(Cpu)
  return {
    ...numbersOf(properties),
    ...(cpu === undefined ? {} : { cpu }),
    ...(EnvironmentVariables === undefined
      ? {}
      : { environmentVariables: texts(record(EnvironmentVariables)) }),
    ...(await codeOf(properties, artifact)),
  }
}

/** A template may write numbers as texts. */
function numbersOf(properties: Properties): Properties {
  const numbers = {
    DiskSize: 'diskSize',
    InstanceConcurrency: 'instanceConcurrency',
    MemorySize: 'memorySize',
    Timeout: 'timeout',
  }
  return Object.fromEntries(
    Object.entries(numbers).flatMap(([name, member]) => {
      const value = properties[name]
      return value === undefined ? [] : [[member, Number(value)] as const]
    }),
  )
}

/** Gives the code of a function as FC takes it: the zip in the call, or an object in OSS. */
async function codeOf({ Code }: Properties, artifact: Input['artifact']): Promise<Properties> {
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
  if (memory === undefined) return undefined
  return Math.min(16, Math.max(1, Math.round(Number(memory) / 1024 / 2 / 0.05)) / 20)
}
