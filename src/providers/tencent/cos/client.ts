import { Readable } from 'node:stream'
import type { Pace } from '../../../model/provider.ts'
import type { Properties } from '../../../model/value.ts'
import { answer, type Target } from '../api.ts'
import type { TencentClient } from '../client.ts'
import type { Credentials } from '../credentials.ts'

/** Makes the caller of COS; its SDK is loaded at the first call. */
export function cosCaller({ region, keys, endpoint }: Target, pace: Pace): TencentClient['cos'] {
  let opened: Promise<Cos> | undefined
  return async ({ method, bucket, key, action, query, headers, body, repeatable }) => {
    opened ??= openCos(keys, endpoint)
    const cos = await opened
    const send = async () =>
      ofCos(
        await cos.request({
          Method: method,
          Bucket: bucket,
          Region: region,
          Headers: { ...headers, 'Content-Length': String(body?.byteLength ?? 0) },
          Body: once(body),
          ...(key === undefined ? {} : { Key: key }),
          ...(action === undefined ? {} : { Action: action }),
          ...(query === undefined ? {} : { Query: query }),
        }),
      )
    return await pace.attempt(send, { repeatable, call: { service: 'cos' } })
  }
}

/** COS puts `x-cos-request-id` into the head of every answer (cloud.tencent.com, document 436/7729); a proxy does not. */
function ofCos(value: unknown): Properties {
  const { headers } = Object(value)
  if (headers?.['x-cos-request-id'] === undefined) throw new SyntaxError('The answer has no x-cos-request-id')
  return answer(value)
}

type Cos = InstanceType<typeof import('cos-nodejs-sdk-v5')>

async function openCos({ id, secret, token }: Credentials, endpoint: string | undefined): Promise<Cos> {
  const { default: COS } = await import('cos-nodejs-sdk-v5')
  const local = endpoint === undefined ? undefined : new URL(endpoint)
  const cos = new COS({
    SecretId: id,
    SecretKey: secret,
    ...(token === undefined ? {} : { SecurityToken: token }),
    ...(local === undefined
      ? {}
      : { Protocol: local.protocol === 'http:' ? 'http:' : 'https:', Ip: local.host }),
    AutoSwitchHost: false,
    CorrectClockSkew: false,
    KeepAlive: false,
    Timeout: 60_000,
  })
  // The SDK would follow the proxies of the environment in a way of its own.
  cos.on('before-send', (options: { proxy?: null }) => Object.assign(options, { proxy: null }))
  return cos
}

/** Gives the body as a stream: COS's SDK sends a call again by itself unless its body can be read only once. */
function once(body: Uint8Array | undefined): Readable {
  return Readable.from(body === undefined ? [] : [body])
}
