import { equal, type Properties, record } from '../../../model/value.ts'
import { type Part, type Reset, setting, settings } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { codeOf } from './function-code.ts'
import { scaling, scalingStays } from './scaling.ts'

type FunctionPart = Part<AwsClient, CallName<'lambda'>>

/**
 * Settings with what they are when the template names them no longer: the defaults of
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 */
const defaults: Readonly<Record<string, Reset>> = {
  DeadLetterConfig: { TargetArn: '' },
  Description: '',
  Environment: { Variables: {} },
  EphemeralStorage: { Size: 512 },
  FileSystemConfigs: [],
  Handler: '',
  ImageConfig: {},
  KmsKeyArn: '',
  Layers: [],
  LoggingConfig: id => ({ LogFormat: 'Text', LogGroup: ownLogs(id) }),
  'LoggingConfig.ApplicationLogLevel': (_id, now) => levelOf(now),
  'LoggingConfig.LogGroup': ownLogs,
  'LoggingConfig.SystemLogLevel': (_id, now) => levelOf(now),
  MemorySize: 128,
  Role: '',
  Runtime: '',
  SnapStart: { ApplyOn: 'None' },
  Timeout: 3,
  TracingConfig: { Mode: 'PassThrough' },
  VpcConfig: { SubnetIds: [], SecurityGroupIds: [] },
  'VpcConfig.Ipv6AllowedForDualStack': false,
}

function ownLogs(id: string): string {
  return `/aws/lambda/${id}`
}

/** Levels belong to logs in JSON; those in text have none that could be reset. */
function levelOf({ LoggingConfig }: Properties): string | undefined {
  return record(LoggingConfig).LogFormat === 'JSON' ? 'INFO' : undefined
}

/** What stays, for the documentation of UpdateFunctionConfiguration has no value that takes it away. */
export const lasting = {
  CapacityProviderConfig: 'UpdateFunctionConfiguration has no value that takes it away',
  DurableConfig: 'UpdateFunctionConfiguration has no value that takes it away',
  ...scalingStays,
  PublishToLatestPublished: 'what was published stays',
}

/** Settings that one call makes and another changes. */
export const functionSettings = [
  ...Object.keys(defaults).filter(name => !name.includes('.')),
  'CapacityProviderConfig',
  'DurableConfig',
]

/** What calls of their own change of a function. */
export const functionParts: readonly FunctionPart[] = [
  settings({ call: 'UpdateFunctionConfiguration', takes: functionSettings, resets: defaults }),
  {
    takes: ['Architectures', 'Code'],
    async calls({ key, input, now, before }) {
      const { Architectures = ['x86_64'] } = now
      if (equal(now.Code, before.Code) && equal(Architectures, before.Architectures ?? ['x86_64'])) return []
      return [{ action: 'UpdateFunctionCode', members: { ...key, ...(await codeOf(input)), Architectures } }]
    },
  },
  setting({
    property: 'ReservedConcurrentExecutions',
    put: 'PutFunctionConcurrency',
    drop: 'DeleteFunctionConcurrency',
  }),
  setting({
    property: 'RecursiveLoop',
    put: 'PutFunctionRecursionConfig',
    reset: 'Terminate',
    get: 'GetFunctionRecursionConfig',
  }),
  setting({
    property: 'CodeSigningConfigArn',
    put: 'PutFunctionCodeSigningConfig',
    drop: 'DeleteFunctionCodeSigningConfig',
    get: 'GetFunctionCodeSigningConfig',
  }),
  {
    takes: ['RuntimeManagementConfig'],
    calls: ({ key, now }) => [
      {
        action: 'PutRuntimeManagementConfig',
        members: { ...key, ...record(now.RuntimeManagementConfig ?? { UpdateRuntimeOn: 'Auto' }) },
      },
    ],
    get: 'GetRuntimeManagementConfig',
    shows: answer => ({ RuntimeManagementConfig: answer }),
    absent: { RuntimeManagementConfig: { UpdateRuntimeOn: 'Auto' } },
  },
  {
    // What runs on managed instances is published by each change of it, after all others.
    takes: ['PublishToLatestPublished', ...functionSettings, 'Architectures', 'Code'],
    calls: ({ key, now }) =>
      now.PublishToLatestPublished === true
        ? [{ action: 'PublishVersion', members: { ...key, PublishTo: 'LATEST_PUBLISHED' } }]
        : [],
  },
  scaling(FunctionName => ({ FunctionName, Qualifier: '$LATEST.PUBLISHED' })),
]
