import type { Store } from '../../../model/operation.ts'
import { list, type Properties, record } from '../../../model/value.ts'
import { localAccount } from '../contract/routes.ts'
import { mayBeNew, runtimeNamed } from '../data/runtimes.ts'
import { parsed } from '../kit/json.ts'
import { refusal } from '../protocols/api.ts'
import { found, tables, word } from '../protocols/tables.ts'

/** Gives what SCF would refuse of the settings of a function, or nothing. */
export function refusedSettings(input: Properties, store: Store): Properties | undefined {
  const { MemorySize, Timeout, Role, Environment, Runtime } = input
  if (Runtime !== undefined && !isRuntime(word(Runtime)))
    return refusal('InvalidParameterValue.Runtime', `Runtime ${word(Runtime)} is not supported`)
  if (MemorySize !== undefined && !fits(Number(MemorySize)))
    return refusal(
      'InvalidParameterValue.MemorySize',
      'MemorySize must be 64, or 128 to 3072 in steps of 128',
    )
  if (Timeout !== undefined && !(Number(Timeout) >= 1 && Number(Timeout) <= 900))
    return refusal('InvalidParameterValue.Timeout', 'Timeout must be 1 to 900')
  const keys = list(record(Environment).Variables).map(variable => word(record(variable).Key))
  const wrong = keys.find(key => key !== '' && (!/^[A-Za-z]\w*$/.test(key) || reserved.test(key)))
  if (wrong !== undefined)
    return refusal(
      'InvalidParameterValue.EnvironmentKey',
      `Environment key ${wrong} is not valid or is reserved`,
    )
  return word(Role) === '' ? undefined : refusedRole(word(Role), store)
}

const reserved = /^(SCF_|QCLOUD_|TENCENTCLOUD_)/

/** A runtime that came after this list was made is taken: who names one knows it from SCF. */
function isRuntime(name: string): boolean {
  return runtimeNamed(name) === name || mayBeNew(name)
}

function fits(memory: number): boolean {
  return memory === 64 || (memory % 128 === 0 && memory >= 128 && memory <= 3072)
}

/** Roles that every account has, made by SCF's console. */
export const builtInRoles: readonly string[] = ['QCS_SCFExcuteRole', 'SCF_QcsRole']

function refusedRole(name: string, store: Store): Properties | undefined {
  if (builtInRoles.includes(name)) return undefined
  const role = found(store, tables.roles, name)
  if (role === undefined) return refusal('ResourceNotFound.Role', `Role ${name} does not exist`)
  const trusted = JSON.stringify(parsed(role.PolicyDocument)).includes('scf.qcloud.com')
  return trusted
    ? undefined
    : refusal('UnauthorizedOperation.Role', `Role ${name} cannot be assumed by scf.qcloud.com`)
}

/** Code that was read: its hash and size in the store, or why SCF refuses it. */
export type ReadCode =
  | { readonly CodeHash: string; readonly CodeSize: number }
  | { readonly refused: Properties }

/** Takes the code of a function out of a call or out of COS. */
export function readCode(input: Properties, store: Store): ReadCode {
  const code = { ...input, ...record(input.Code) }
  if (code.ZipFile !== undefined) return readZip(Buffer.from(word(code.ZipFile), 'base64'), store)
  if (code.CosBucketName === undefined)
    return { refused: refusal('InvalidParameterValue.Code', 'One of ZipFile and CosBucketName is needed') }
  const bucket = `${word(code.CosBucketName)}-${localAccount.appId}`
  const key = word(code.CosObjectName).replace(/^\//, '')
  const object = found(store, tables.objects, `${bucket}|${key}`)
  const bytes = object === undefined ? undefined : store.bytes(word(object.hash))
  if (bytes === undefined)
    return { refused: refusal('InvalidParameterValue.CosObjectName', `No object ${key} in bucket ${bucket}`) }
  return readZip(bytes, store)
}

function readZip(bytes: Uint8Array, store: Store): ReadCode {
  const [p, k] = bytes
  if (p !== 0x50 || k !== 0x4b)
    return { refused: refusal('InvalidParameterValue.ZipFile', 'The code is not a zip file') }
  if (bytes.byteLength > 500 * 1024 * 1024)
    return { refused: refusal('InvalidParameterValue.ZipFile', 'The zip file is too large') }
  return { CodeHash: store.keep(bytes), CodeSize: bytes.byteLength }
}
