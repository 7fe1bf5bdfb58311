import { createHash } from 'node:crypto'
import type { Store, WireCall } from '../../../model/operation.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { list, record } from '../../../model/value.ts'
import { roleTable } from '../iam/wire-roles.ts'
import { fault } from '../protocols/fault.ts'
import { arn, entry, keyIn } from '../protocols/scope.ts'
import { bytesOf } from '../s3/wire-store.ts'

/** The table of functions: `config` as AWS shows it, and beside it code, tags, policy, versions, aliases, address. */
export const functionTable = 'aws.lambda.functions'

/** Milliseconds that a new or changed function takes to become ready, so that waiting is exercised. */
const settling = 60

/** Splits `name`, `name:qualifier`, a partial or a whole ARN into name and qualifier. */
export function functionName(given: string): { readonly name: string; readonly qualifier?: string } {
  const parts = given.split(':')
  const at = parts.indexOf('function')
  const [name = '', qualifier] = at < 0 ? parts : parts.slice(at + 1)
  return qualifier === undefined ? { name } : { name, qualifier }
}

/** Gives the record of the function that a path names. */
export function functionOf(call: WireCall, given: string): Properties {
  const { name } = functionName(given)
  const found = entry(call.store, functionTable, keyIn(call, name))
  if (found === undefined)
    throw fault(
      404,
      'ResourceNotFoundException',
      `Function not found: ${arn(call, 'lambda', `function:${name}`)}`,
      {
        Type: 'User',
      },
    )
  return found
}

/** Keeps a function's record under its name. */
export function saveFunction(call: WireCall, found: Properties): void {
  call.store.put(functionTable, keyIn(call, String(configOf(found).FunctionName)), found)
}

/** Takes from the record of a function what a version or an alias had that goes. */
export function withoutQualifier(found: Properties, qualifier: string): Properties {
  const own = Object.entries(record(found.configs)).filter(([name]) => !name.endsWith(` ${qualifier}`))
  return { ...found, configs: Object.fromEntries(own) }
}

/** Gives what AWS shows of a function. */
export function configOf(found: Properties): Properties {
  return record(found.config)
}

/** Gives what AWS shows of a function now, with its state. */
export function shown(call: WireCall, found: Properties): Properties {
  const pending = Number(found.readyAt ?? 0) > call.now.getTime()
  const updating = Number(found.updatedAt ?? 0) > call.now.getTime()
  return {
    ...configOf(found),
    ...(pending
      ? { State: 'Pending', StateReason: 'The function is being created.', StateReasonCode: 'Creating' }
      : { State: 'Active' }),
    LastUpdateStatus: updating ? 'InProgress' : 'Successful',
  }
}

/** Refuses a change while an earlier one is under way, as AWS does. */
export function refuseBusy(call: WireCall, found: Properties): void {
  const { State, LastUpdateStatus, FunctionArn } = shown(call, found)
  if (State === 'Pending')
    throw conflict(
      `The operation cannot be performed at this time. The function is currently in the following state: Pending`,
    )
  if (LastUpdateStatus === 'InProgress')
    throw conflict(
      `The operation cannot be performed at this time. An update is in progress for resource: ${String(FunctionArn)}`,
    )
}

/** Gives the time at which a change made now is done. */
export function settledAt({ now }: WireCall): number {
  return now.getTime() + settling
}

/** Makes the error of a name that is taken or a change that is under way. */
export function conflict(message: string): Error {
  return fault(409, 'ResourceConflictException', message, { Type: 'User' })
}

/** Makes the error of a value that Lambda does not take. */
export function invalid(message: string): Error {
  return fault(400, 'InvalidParameterValueException', message, { Type: 'User' })
}

/** Code as it was given: its blob, its size and its hash. */
export interface KeptCode {
  readonly blob: string
  readonly CodeSize: number
  readonly CodeSha256: string
}

/** Keeps the zip that a call brings or names in a bucket. */
export function keepCode(call: WireCall, code: Properties): KeptCode {
  const bytes = zipOf(call, code)
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
    throw invalid('Could not unzip uploaded file. Please check your file, then try to upload again.')
  return {
    blob: call.store.keep(bytes),
    CodeSize: bytes.length,
    CodeSha256: createHash('sha256').update(bytes).digest('base64'),
  }
}

function zipOf(call: WireCall, { ZipFile, S3Bucket, S3Key }: Properties): Uint8Array {
  if (typeof ZipFile === 'string') return Buffer.from(ZipFile, 'base64')
  if (typeof S3Bucket !== 'string' || typeof S3Key !== 'string')
    throw invalid('Please provide a source for function code.')
  const bytes = bytesOf(call.store, S3Bucket, S3Key)
  if (bytes === undefined)
    throw invalid(
      'Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.',
    )
  return bytes
}

/** Refuses a role that is not there or that does not trust Lambda. */
export function checkRole(store: Store, role: Value | undefined): void {
  const found = store.list(roleTable).find(([, value]) => record(value).Arn === role)
  const document = String(record(found?.[1]).AssumeRolePolicyDocument ?? '{}')
  const trust = record(JSON.parse(document) as Value) // a policy document was read as JSON when it was kept
  const trusting = statements(trust).some(statement =>
    JSON.stringify(statement).includes('lambda.amazonaws.com'),
  )
  if (!trusting) throw invalid('The role defined for the function cannot be assumed by Lambda.')
}

function statements(document: Properties): readonly Value[] {
  const { Statement = [] } = document
  return Array.isArray(Statement) ? list(Statement) : [Statement]
}
