import { FnxError } from '../../model/diagnostic.ts'
import type { Access, Connection, Settings } from '../../model/provider.ts'
import { checkKeys } from '../kit/checked.ts'
import type { AwsClient, ClientOptions } from './client.ts'
import { createPresign, createSend, quieten } from './client.ts'
import { checkedForm, unknownRegion } from './region.ts'

/** Finds credentials and region, asks AWS who calls, and gives the client that resource types use. */
export async function connect(settings: Settings): Promise<Connection<AwsClient>> {
  quieten()
  const { pace } = settings
  checkKeys(settings, 'AWS_')
  const region = await regionOf(settings)
  for (const warning of unknownRegion(region, settings)) settings.warn?.(warning)
  const options = await optionsOf(settings, region)
  const call = createSend(pace, options)
  const { Account: account = '', Arn: arn = '' } = await call('sts', 'GetCallerIdentity', {})
  if (account === '') throw noAnswer()
  const partition = arn.split(':')[1] ?? 'aws'
  const place = { account, region, partition, pace, call, presigned: createPresign(options) }
  const client = settings.endpoint === undefined ? place : { ...place, endpoint: settings.endpoint }
  return { client, account, region }
}

/** A proxy or another server may answer anything with a 200. */
function noAnswer(): FnxError {
  return new FnxError({
    code: 'E6008',
    message: 'The answer to GetCallerIdentity was not from STS.',
    hint: 'Check the address that is called: --endpoint-url, AWS_ENDPOINT_URL, or a proxy on the way.',
  })
}

async function optionsOf(settings: Settings, region: string): Promise<ClientOptions> {
  return {
    region,
    credentials: await credentialsOf(settings, region),
    // Waiting and sending again is the work of `pace` alone.
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 5000, requestTimeout: 920_000, throwOnRequestTimeout: true },
    ...(settings.endpoint === undefined ? {} : { endpoint: settings.endpoint }),
    ...(settings.profile === undefined ? {} : { profile: settings.profile }),
  }
}

/** Finds the region as AWS's own tools do. */
export async function regionOf(access: Access): Promise<string> {
  return checkedForm(await namedRegion(access), access)
}

async function namedRegion({ region, profile, environment, endpoint }: Access): Promise<string> {
  const given = region ?? environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION
  if (given !== undefined && given !== '') return given
  if (endpoint !== undefined) return 'us-east-1'
  const { STSClient } = await import('@aws-sdk/client-sts')
  const probe = new STSClient(profile === undefined ? {} : { profile })
  try {
    return await probe.config.region()
  } catch {
    throw new FnxError({
      code: 'E0008',
      message: 'No AWS region is set.',
      hint: 'Give --region, or set AWS_REGION or the region of your profile in ~/.aws/config.',
    })
  }
}

interface Keys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

async function credentialsOf(settings: Settings, region: string): Promise<Keys | (() => Promise<Keys>)> {
  const { credentials, profile } = settings
  if (credentials !== undefined) return { accessKeyId: credentials.id, secretAccessKey: credentials.secret }
  if (profile === undefined) {
    const found = keysOf(settings.environment)
    if (found !== undefined) return found
  }
  return chain(profile, region)
}

function keysOf(environment: Settings['environment']): Keys | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment
  const { AWS_SESSION_TOKEN: sessionToken } = environment
  if (!accessKeyId || !secretAccessKey) return undefined
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) }
}

async function chain(profile: string | undefined, region: string): Promise<() => Promise<Keys>> {
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers')
  const provider = fromNodeProviderChain({
    ...(profile === undefined ? {} : { profile }),
    clientConfig: { region },
    // A machine outside AWS has no metadata server: without a bound the question for it hangs.
    timeout: 300,
    maxRetries: 0,
  })
  try {
    await provider()
  } catch (error) {
    throw noCredentials(error, profile)
  }
  return provider
}

function noCredentials(error: unknown, profile: string | undefined): FnxError {
  const detail = error instanceof Error ? ` ${error.message}` : ''
  const whose = profile === undefined ? '' : ` for the profile ${profile}`
  return new FnxError({
    code: 'E0006',
    message: `No AWS credentials were found${whose}.${detail}`,
    hint: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile of ~/.aws with --profile; --local needs none.',
  })
}
