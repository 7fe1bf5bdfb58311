import type { Recognised, WireReply, WireRequest } from '../../src/model/operation.ts'
import { aliyunCall } from './alicloud.ts'
import { type AwsCall, awsCall, isFlattened } from './botocore.ts'
import { type Described, type DescribedCall, differences } from './described.ts'
import { exceptions } from './exceptions.ts'
import { valueOfForm } from './form.ts'
import { packageFolder } from './python-package.ts'
import { tencentCall } from './tccli.ts'
import { parseXml, valueIn } from './xml.ts'

/** What was exchanged with a local cloud. */
export interface Exchange {
  readonly cloud: string
  readonly recognised: Recognised
  readonly request: WireRequest
  readonly reply: WireReply
}

/** What a description says of an exchange; nothing where no description can be had on this machine. */
export interface Testimony {
  /** `aws lambda CreateFunction answer: Code.Bad: is not described`. */
  readonly differences: readonly string[]
}

/** Compares a request and its answer with what the owner of the API publishes for machines. */
export function testimonyOf(exchange: Exchange): Testimony | undefined {
  const { cloud, recognised } = exchange
  const found = checks[cloud]?.(exchange)
  if (found === undefined) return undefined
  const call = `${cloud} ${recognised.service} ${recognised.operation}`
  return {
    differences: found
      .map(difference => `${call} ${difference}`)
      .filter(difference => !isException(difference)),
  }
}

function isException(difference: string): boolean {
  return exceptions.some(({ what }) => what.test(difference))
}

type Check = (exchange: Exchange) => readonly string[] | undefined

const checks: Readonly<Record<string, Check>> = {
  aws: exchange => (packageFolder('botocore') === undefined ? undefined : ofAws(exchange)),
  tencent: exchange => (packageFolder('tccli') === undefined ? undefined : ofTencent(exchange)),
  aliyun: ofAliyun,
}

function ofAws({ recognised: { service, operation }, request, reply }: Exchange): readonly string[] {
  const call = awsCall(service, operation)
  if (call === undefined) return ['is no operation of the service']
  const asked = compared('request', requestOf(request, call), call.input)
  if (reply.status >= 400) return [...asked, ...errorOf(call, reply, service)]
  return [...asked, ...compared('answer', answerOf(reply, call), call.output)]
}

function compared(side: string, value: unknown, described: Described): readonly string[] {
  return value === undefined ? [] : differences(value, described).map(difference => `${side} ${difference}`)
}

function requestOf(request: WireRequest, call: AwsCall): unknown {
  const text = Buffer.from(request.body).toString()
  switch (call.protocol) {
    case 'query':
    case 'ec2': {
      const fields = [...new URLSearchParams(text)].filter(
        ([name]) => name !== 'Action' && name !== 'Version',
      )
      return valueOfForm(fields, call.input, { listStep: call.protocol === 'query' ? 'member' : undefined })
    }
    case 'rest-xml':
      return xmlValue(text, call.input)
    default:
      return isBytes(call.inputPayload, call.input) ? undefined : json(text)
  }
}

function answerOf({ body, headers }: WireReply, call: AwsCall): unknown {
  const text = Buffer.from(body).toString()
  if (isBytes(call.outputPayload, call.output)) return undefined
  if (!/xml/.test(headers['content-type'] ?? '')) return json(text)
  const root = parseXml(text)
  const wrapped = call.wrapper === undefined ? root : root?.children.find(({ name }) => name === call.wrapper)
  if (wrapped === undefined) return undefined
  const known = wrapped.children.filter(({ name }) => !envelope.includes(name))
  return valueIn({ ...wrapped, children: known }, call.output, isFlattened)
}

/** What stands around the members of any answer. */
const envelope = ['ResponseMetadata', 'requestId', 'RequestId', 'HostId']

function isBytes(payload: string | undefined, described: Described): boolean {
  return payload !== undefined && (described.kind === 'any' || described.kind === 'text')
}

function xmlValue(text: string, described: Described): unknown {
  const root = text.startsWith('<') ? parseXml(text) : undefined
  return root === undefined ? undefined : valueIn(root, described, isFlattened)
}

function json(text: string): unknown {
  return text === '' ? undefined : JSON.parse(text)
}

/** Errors that every service of AWS may give: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html */
const commonErrors =
  /^(AccessDenied(Exception)?|Throttl\w+|ValidationE\w+|InternalF\w+|InvalidClientTokenId|SignatureDoesNotMatch|InvalidSignatureException|UnrecognizedClientException|NotImplemented|ServiceUnavailable|MissingParameter|InvalidParameterValue|SlowDown|RequestLimitExceeded)$/

function errorOf(call: AwsCall, { headers, body }: WireReply, service: string): readonly string[] {
  // S3 lists next to none of its errors in its model.
  if (service === 's3') return []
  const text = Buffer.from(body).toString()
  const code =
    headers['x-amzn-errortype'] ??
    /<Code>([^<]*)</.exec(text)?.[1] ??
    /"__type":\s*"([^"]*)"/.exec(text)?.[1] ??
    ''
  const name = code.replace(/^.*#/, '').replace(/:.*$/, '')
  return commonErrors.test(name) || call.errors?.includes(name)
    ? []
    : [`error ${name || 'without a code'}: is not described`]
}

function ofTencent({
  recognised: { service, operation },
  request,
  reply,
}: Exchange): readonly string[] | undefined {
  if (service === 'cos') return undefined
  const call = tencentCall(service, operation)
  if (call === undefined) return ['is no operation of the service']
  const answer = (json(Buffer.from(reply.body).toString()) as { readonly Response?: Record<string, unknown> })
    .Response // the envelope of TC3
  const asked = compared('request', json(Buffer.from(request.body).toString()), call.input)
  if (answer?.Error !== undefined) return asked
  return [...asked, ...compared('answer', answer, call.output)]
}

function ofAliyun({
  recognised: { service, operation },
  request,
  reply,
}: Exchange): readonly string[] | undefined {
  if (service === 'oss' || service === 'sls') return undefined
  const call = aliyunCall(service, operation)
  if (call === undefined) return ['is no operation of the service']
  const asked = compared('request', aliyunRequest(service, request, call), call.input)
  const type = reply.headers['content-type'] ?? ''
  if (reply.status >= 400 || !/json/.test(type) || call.output.kind === 'any') return asked
  return [...asked, ...compared('answer', json(Buffer.from(reply.body).toString()), call.output)]
}

/** Fields that sign and version a call of RPC style. */
const rpcFields =
  /^(Action|Version|Format|AccessKeyId|Signature\w*|Timestamp|SecurityToken|RegionId|BearerToken)$/

function aliyunRequest(service: string, request: WireRequest, call: DescribedCall): unknown {
  const text = Buffer.from(request.body).toString()
  if (service === 'fc') return call.input.kind === 'any' ? undefined : json(text)
  const query = new URL(request.url, 'http://local').searchParams
  const fields = [...query, ...new URLSearchParams(text)].filter(([name]) => !rpcFields.test(name))
  return valueOfForm(fields, call.input, { listStep: undefined })
}
