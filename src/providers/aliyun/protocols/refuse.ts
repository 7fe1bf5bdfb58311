import type { Recognised, WireErrorKind, WireReply, WireRequest } from '../../../model/operation.ts'
import { json, jsonError, xmlError } from './reply.ts'

/** Status, code and message of each kind of error, in the words of the JSON services. */
const words: Readonly<Record<WireErrorKind, readonly [number, string, string]>> = {
  'not-emulated': [501, 'NotImplemented', 'The local cloud does not answer this call.'],
  throttled: [429, 'Throttling.User', 'Request was denied due to user flow control.'],
  internal: [500, 'InternalServerError', 'An internal error has occurred. Please retry.'],
  denied: [403, 'AccessDenied', 'The local cloud was told to deny this call.'],
  'role-not-assumable': [403, 'AccessDenied', 'The role cannot be assumed by fc.aliyuncs.com.'],
  'bad-signature': [403, 'SignatureNotMatch', 'The request signature does not match.'],
  'unknown-key': [
    403,
    'InvalidAccessKeyID',
    'The AccessKey ID does not exist; the local cloud knows "local".',
  ],
}

/** What single services call a kind of error. */
const own: Readonly<Record<string, Partial<Readonly<Record<WireErrorKind, readonly [number, string]>>>>> = {
  fc: { throttled: [503, 'ResourceThrottled'] },
  ram: {
    // https://www.alibabacloud.com/help/en/ram/developer-reference/api-ram-2015-05-01-errorcodes
    denied: [403, 'NoPermission'],
    'bad-signature': [400, 'SignatureDoesNotMatch'],
    'unknown-key': [404, 'InvalidAccessKeyId.NotFound'],
    internal: [500, 'InternalError'],
  },
  sts: {
    'bad-signature': [400, 'SignatureDoesNotMatch'],
    'unknown-key': [404, 'InvalidAccessKeyId.NotFound'],
    internal: [500, 'InternalError'],
  },
  oss: {
    throttled: [503, 'SlowDown'],
    internal: [500, 'InternalError'],
    'bad-signature': [403, 'SignatureDoesNotMatch'],
    'unknown-key': [403, 'InvalidAccessKeyId'],
  },
}

/** Says an error in the form of the service that was asked. */
export function refuse(
  request: WireRequest,
  { service, operation }: Recognised,
  kind: WireErrorKind,
): WireReply {
  const [status, code, message] = words[kind]
  const [ownStatus, ownCode] = own[service]?.[kind] ?? [status, code]
  const said = kind === 'not-emulated' ? `${message} (${service} ${operation})` : message
  if (service === 'sls') return json(ownStatus, { errorCode: ownCode, errorMessage: said })
  if (service !== 'oss') return jsonError(ownStatus, ownCode, said)
  const reply = xmlError(ownStatus, ownCode, said)
  return request.method === 'HEAD' ? { ...reply, body: '' } : reply
}
