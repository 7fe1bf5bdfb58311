import type { Endpoint, Invoked, LogLine, Provider } from '../../model/provider.ts'
import type { ResourceState } from '../../model/state.ts'
import { text } from '../../model/value.ts'
import type { AwsClient } from './client.ts'
import { connect } from './connect.ts'
import { diagnose } from './diagnose.ts'
import { present } from './kit/answers.ts'
import { ask } from './lookups.ts'
import { services } from './services.ts'
import { local } from './template-app.ts'

/** AWS, whole. */
export const provider: Provider<AwsClient> = {
  name: 'aws',
  title: 'AWS',
  services: Object.values(services),
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
    reference: (bucket, key) => ({ S3Bucket: bucket, S3Key: key }),
  },
  concurrency: 16,
  settles: 30,
  connect,
  diagnose,
  ask,
  owned: async (client, whose) => (await import('./tagging/owned.ts')).owned(client, whose),
  local,
  endpoints,
  functionType: 'AWS::Lambda::Function',
  invoke,
  logs,
}

function endpoints(found: Readonly<Record<string, ResourceState>>): readonly Endpoint[] {
  return Object.values(found).flatMap(({ logicalId, type, attributes, physicalId = '' }) => {
    const url = addressOf(type, attributes, physicalId)
    return url === undefined || url === '' ? [] : [{ logicalId, url }]
  })
}

function addressOf(
  type: string,
  attributes: ResourceState['attributes'],
  physicalId: string,
): string | undefined {
  if (type === 'AWS::Lambda::Url') return text(attributes.FunctionUrl)
  if (type === 'AWS::ApiGatewayV2::Api') return text(attributes.ApiEndpoint)
  return type === 'AWS::ApiGateway::Stage' && physicalId !== '' ? text(attributes.InvokeUrl) : undefined
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

async function logs(client: AwsClient, physicalId: string, since: Date): Promise<readonly LogLine[]> {
  const found: LogLine[] = []
  let nextToken: string | undefined
  do {
    const page = await present(
      client.call('logs', 'FilterLogEvents', {
        logGroupName: `/aws/lambda/${physicalId}`,
        startTime: since.getTime(),
        ...(nextToken === undefined ? {} : { nextToken }),
      }),
    )
    for (const { eventId = '', timestamp = 0, message = '' } of page?.events ?? [])
      found.push({ id: eventId, time: new Date(timestamp), text: message.replace(/\n$/, '') })
    nextToken = page?.nextToken
  } while (nextToken !== undefined)
  return found
}
