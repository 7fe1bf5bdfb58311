import type { WireCall, WireReply } from '../../../model/operation.ts'
import { isRecord, type Properties, record, text } from '../../../model/value.ts'
import { runtimeOf } from '../data/runtimes.ts'
import { crc64 } from '../kit/crc64.ts'
import { jsonError } from '../protocols/reply.ts'
import { account } from '../sts/wire.ts'

/** Says what is wrong with the settings of a function, in the order in which Function Compute looks at them. */
export function wrongSettings(call: WireCall, body: Properties, isNew: boolean): WireReply | undefined {
  const refuse = (message: string) => jsonError(400, 'InvalidArgument', message, call.id())
  const name = text(body.functionName) ?? ''
  const { runtime, handler, memorySize, timeout, cpu, environmentVariables } = body
  if (isNew && !/^[A-Za-z_][\w-]{0,63}$/.test(name)) return refuse(`function name '${name}' is not valid`)
  if (runtimeOf(text(runtime) ?? '') === undefined)
    return refuse(`runtime '${text(runtime)}' is not supported`)
  if (runtime !== 'custom-container' && (text(handler) ?? '') === '') return refuse('handler is required')
  if (!within(memorySize, 128, 32768) || Number(memorySize ?? 512) % 64 !== 0)
    return refuse(`memorySize ${text(memorySize)} must be a multiple of 64 between 128 and 32768`)
  if (!within(timeout, 1, 86400)) return refuse(`timeout ${text(timeout)} must be between 1 and 86400`)
  if (cpu !== undefined && memorySize !== undefined) {
    const ratio = Number(memorySize) / 1024 / Number(cpu)
    if (ratio < 0.99 || ratio > 4.01)
      return refuse('the ratio of cpu to memorySize must be between 1:1 and 1:4')
  }
  for (const variable of Object.keys(record(environmentVariables)))
    if (!/^[A-Za-z]\w*$/.test(variable) || variable.startsWith('FC_'))
      return refuse(`environment variable '${variable}' is not valid`)
  return wrongRole(call, text(body.role) ?? '')
}

function wrongRole({ store, id }: WireCall, arn: string): WireReply | undefined {
  if (arn === '') return undefined
  const name = /^acs:ram::\d+:role\/(.+)$/.exec(arn)?.[1]
  if (name === undefined) return jsonError(400, 'InvalidArgument', `role '${arn}' is not an ARN`, id())
  if (!arn.startsWith(`acs:ram::${account}:`)) return undefined
  const role = store.get('aliyun/roles', name.toLowerCase())
  if (!isRecord(role)) return jsonError(400, 'InvalidArgument', `role '${arn}' does not exist`, id())
  if (!text(role.AssumeRolePolicyDocument)?.includes('fc.aliyuncs.com'))
    return jsonError(403, 'AccessDenied', `role '${arn}' cannot be assumed by fc.aliyuncs.com`, id())
  return undefined
}

/** What a function remembers of its code, or why it was refused. */
export type Kept = { readonly kept: Properties } | { readonly refused: WireReply }

/** Keeps the code of a function. */
export function codeOf(call: WireCall, { code, runtime }: Properties): Kept {
  const refuse = (message: string) => ({ refused: jsonError(400, 'InvalidArgument', message, call.id()) })
  const { zipFile, ossBucketName, ossObjectName, checksum } = record(code)
  if (runtime === 'custom-container') return { kept: {} }
  const bytes =
    typeof zipFile === 'string'
      ? Buffer.from(zipFile, 'base64')
      : storedObject(call, text(ossBucketName) ?? '', text(ossObjectName) ?? '')
  if (bytes === undefined)
    return refuse(`object '${text(ossBucketName)}/${text(ossObjectName)}' does not exist`)
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return refuse('the code is not a zip file')
  const sum = crc64(bytes)
  if (checksum !== undefined && text(checksum) !== sum)
    return refuse('the checksum of the code does not match')
  return { kept: { codeSize: bytes.length, codeChecksum: sum, stored: call.store.keep(bytes) } }
}

function storedObject({ store }: WireCall, bucket: string, key: string): Uint8Array | undefined {
  const object = store.get('aliyun/objects', `${bucket}/${key}`)
  return store.bytes(text(record(object).hash) ?? '')
}

function within(value: Properties[string] | undefined, least: number, most: number): boolean {
  return value === undefined || (Number(value) >= least && Number(value) <= most)
}
