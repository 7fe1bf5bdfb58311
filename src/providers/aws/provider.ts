import type { Invoked, Provider } from '../../model/provider.ts'
import type { AwsClient } from './client.ts'
import { whyNot } from './cloud-control/traits.ts'
import { isCustom } from './cloudformation/service.ts'
import { connect, regionOf } from './connect.ts'
import { diagnose } from './diagnose.ts'
import { endpoints } from './endpoints.ts'
import { logs } from './function-logs.ts'
import { followed } from './lambda/followed.ts'
import { lookUp } from './lookups.ts'
import { services } from './services.ts'
import { local } from './template-app.ts'

/** AWS, whole. */
export const provider: Provider<AwsClient> = {
  name: 'aws',
  title: 'AWS',
  services: Object.values(services),
  generic: {
    whyNot,
    load: async (type, table) => (await import('./cloud-control/generic.ts')).genericType(type, table),
  },
  code: {
    inlineLimit: 50_000_000,
    zipLimit: 262_144_000,
    unzippedLimit: 262_144_000,
    bucketType: 'AWS::S3::Bucket',
    bucketProperties: {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    },
    objectType: 'Fnx::CodeObject',
    versionType: 'AWS::Lambda::Version',
    follows: followed,
    answers: isCustom,
    reference: (bucket, key) => ({ S3Bucket: bucket, S3Key: key }),
  },
  concurrency: 16,
  settles: 30,
  regionOf,
  connect,
  diagnose,
  lookUp,
  owned: async (client, whose) => (await import('./tagging/owned.ts')).owned(client, whose),
  local,
  endpoints,
  functionType: 'AWS::Lambda::Function',
  invoke,
  logs,
}

async function invoke(client: AwsClient, physicalId: string, payload: Uint8Array): Promise<Invoked> {
  const answer = await client.call('lambda', 'Invoke', {
    FunctionName: physicalId,
    Payload: payload,
    LogType: 'Tail',
  })
  const log =
    answer.LogResult === undefined ? {} : { log: Buffer.from(answer.LogResult, 'base64').toString('utf8') }
  return {
    payload: answer.Payload ?? new Uint8Array(),
    failed: answer.FunctionError !== undefined,
    requestId: answer.$metadata.requestId ?? '',
    ...log,
  }
}
