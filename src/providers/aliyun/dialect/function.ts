import { isCall, isRecord, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import { isBuiltIn } from '../data/runtimes.ts'
import { given } from './events/trigger.ts'
import { roleArn } from './role.ts'
import type { Written } from './written.ts'

/** Properties that go to FC 3.0 as they are. */
const same: readonly string[] = [
  'Cpu',
  'CustomDNS',
  'CustomRuntimeConfig',
  'Description',
  'DiskSize',
  'EnvironmentVariables',
  'GpuConfig',
  'Handler',
  'Layers',
  'OssMountConfig',
  'Runtime',
  'Tags',
]

/**
 * Gives the FC 3.0 function that a function of the transform is. What stood on the service in FC 2.0 moves onto each
 * of its functions, and a nested function is named `<service>-<function>`. `role` is the one made for its policies.
 */
export function functionOf(fn: Written, role: string | undefined): Properties {
  const own = record(fn.body.Properties)
  const settings = { ...record(fn.parent?.body.Properties), ...own }
  const explicit = settings.Role === undefined ? undefined : roleArn(settings.Role)
  return {
    Type: 'ALIYUN::FC3::Function',
    Properties: given({
      FunctionName: nameOf(fn),
      ...Object.fromEntries(same.map(name => [name, own[name]])),
      Code: codeOf(fn),
      CustomContainerConfig: containerOf(own),
      MemorySize: own.MemorySize ?? 128,
      Timeout: own.Timeout ?? 3,
      InstanceLifecycleConfig: lifecycleOf(own),
      InstanceConcurrency: isBuiltIn(text(own.Runtime) ?? '') ? undefined : own.InstanceConcurrency,
      InternetAccess: settings.InternetAccess,
      Role: explicit ?? (role === undefined ? undefined : { 'Fn::GetAtt': [role, 'Arn'] }),
      VpcConfig: settingsOf(settings.VpcConfig),
      LogConfig: settingsOf(settings.LogConfig),
      NasConfig: settingsOf(settings.NasConfig),
      ...portOf(own),
    }),
    ...kept(fn.body),
  }
}

/** Gives the name that a function has by its place, or that it asks for; nothing when fnx may choose. */
export function nameOf(fn: Written): Value | undefined {
  const asked = record(fn.body.Properties).FunctionName
  if (asked !== undefined) return asked
  return fn.parent === undefined ? undefined : `${fn.parent.key}-${fn.key}`
}

/** Gives what a resource says beside its properties that is kept through expansion. */
export function kept(body: Properties): Properties {
  const { DependsOn, Condition, DeletionPolicy, Metadata } = body
  return given({ DependsOn, Condition, DeletionPolicy, Metadata })
}

/**
 * A path stays a path for packaging, and `oss://bucket/key` names an object that is there already; where nothing is
 * said, the code is the folder of the template, as fun has it. A container brings its own.
 */
function codeOf({ body }: Written): Value | undefined {
  const { CodeUri, CustomContainerConfig, Runtime } = record(body.Properties)
  const contained = CustomContainerConfig !== undefined || Runtime === 'custom-container'
  const uri = CodeUri ?? (contained ? undefined : './')
  const object = /^oss:\/\/([^/]+)\/(.+)$/.exec(text(uri) ?? '')
  return object === null ? uri : { OssBucketName: object[1] ?? '', OssObjectName: object[2] ?? '' }
}

/** `Auto` asked fun to create things by itself; FC 3.0 takes only what is named. */
function settingsOf(value: Value | undefined): Value | undefined {
  return isRecord(value) && value.Auto === undefined ? value : undefined
}

function containerOf(own: Properties): Value | undefined {
  const { CustomContainerConfig: config } = own
  if (!isRecord(config) || isCall(config)) return config
  return given({
    Image: config.Image,
    ...commandOf(config),
    Port: config.Port ?? own.CAPort,
    HealthCheckConfig: config.HealthCheckConfig,
    RegistryConfig: config.RegistryConfig,
    AcrInstanceId: config.InstanceID ?? config.AcrInstanceId,
    AccelerationType: config.accelerationType ?? config.AccelerationType,
  })
}

/**
 * What FC 2.0 called the command is the entry point on FC 3.0, and its arguments are the command there
 * (devsapp/fc3, src/subCommands/2to3); who writes Entrypoint uses the new words.
 */
function commandOf({ Command, Args, Entrypoint }: Properties): Properties {
  if (Entrypoint !== undefined) return given({ Entrypoint, Command: words(Command ?? Args) })
  return given({ Entrypoint: words(Command), Command: words(Args) })
}

/** fun wrote a command as the JSON text of a list. */
function words(command: Value | undefined): Value | undefined {
  if (typeof command !== 'string') return command
  return command.trim().startsWith('[') ? parsed(command) : [command]
}

function parsed(command: string): readonly Value[] {
  try {
    return list(JSON.parse(command))
  } catch {
    return [command]
  }
}

function portOf(own: Properties): Properties {
  if (own.CAPort === undefined || text(own.Runtime)?.startsWith('custom') !== true) return {}
  if (own.CustomContainerConfig !== undefined) return {}
  return { CustomRuntimeConfig: { ...record(own.CustomRuntimeConfig), Port: own.CAPort } }
}

function lifecycleOf(own: Properties): Value | undefined {
  const written = record(own.InstanceLifecycleConfig)
  const initializer =
    own.Initializer === undefined
      ? written.Initializer
      : { Handler: own.Initializer, Timeout: own.InitializationTimeout ?? 3 }
  const found = given({ Initializer: initializer, PreStop: written.PreStop })
  return Object.keys(found).length > 0 ? found : undefined
}
