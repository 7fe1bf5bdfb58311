import type { Properties, Value } from '../../../model/value.ts'
import { isRecord, record } from '../../../model/value.ts'

/** Properties that a call of their own sets, and names. */
export const apart = [
  'Code',
  'Tags',
  'FunctionName',
  'ReservedConcurrentExecutions',
  'Architectures',
  'PackageType',
  'TenancyConfig',
]

/** Settings with what they are when the template names them no longer. */
const defaults: Properties = {
  DeadLetterConfig: { TargetArn: '' },
  Description: '',
  Environment: { Variables: {} },
  EphemeralStorage: { Size: 512 },
  FileSystemConfigs: [],
  Handler: '',
  ImageConfig: {},
  KmsKeyArn: '',
  Layers: [],
  LoggingConfig: { LogFormat: 'Text' },
  MemorySize: 128,
  Role: '',
  Runtime: '',
  SnapStart: { ApplyOn: 'None' },
  Timeout: 3,
  TracingConfig: { Mode: 'PassThrough' },
  VpcConfig: { SubnetIds: [], SecurityGroupIds: [] },
}

/** Every property of a function that fnx deploys. */
export const functionProperties = [...Object.keys(defaults), ...apart]

/** Gives the settings as Lambda's calls take them; what the template dropped goes back to its default. */
export function settingsOf(properties: Properties, before: Properties = {}): Properties {
  const dropped = Object.keys(defaults).filter(name => name in before && !(name in properties))
  const reset = dropped.map(name => [name, defaults[name] ?? null] as const)
  const { KmsKeyArn, ...settings } = {
    ...Object.fromEntries(reset),
    ...Object.fromEntries(Object.entries(properties).filter(([name]) => !apart.includes(name))),
  }
  return typed(KmsKeyArn === undefined ? settings : { ...settings, KMSKeyArn: KmsKeyArn })
}

// Templates may write numbers as text and variables as numbers; the API takes neither.
function typed(settings: Properties): Properties {
  const found: Record<string, Value> = { ...settings }
  for (const name of ['Timeout', 'MemorySize'])
    if (found[name] !== undefined) found[name] = Number(found[name])
  if (isRecord(settings.EphemeralStorage))
    found.EphemeralStorage = { Size: Number(settings.EphemeralStorage.Size) }
  if (isRecord(settings.Environment)) {
    const variables = Object.entries(record(settings.Environment.Variables))
    found.Environment = {
      Variables: Object.fromEntries(variables.map(([name, value]) => [name, String(value)])),
    }
  }
  return found
}
