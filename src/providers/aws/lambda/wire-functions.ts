import type { WireCall } from '../../../model/operation.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { list, record } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import type { RestInput } from '../protocols/rest.ts'
import { arn, entriesIn, entry, keyIn } from '../protocols/scope.ts'
import { checkLayers, layerOf } from './wire-layers.ts'
import { onLambda } from './wire-service.ts'
import {
  checkRole,
  configOf,
  conflict,
  functionName,
  functionOf,
  functionTable,
  invalid,
  keepCode,
  refuseBusy,
  saveFunction,
  settledAt,
  shown,
  withoutQualifier,
} from './wire-store.ts'
import { versionOf } from './wire-versions.ts'

/** Lambda's calls on functions themselves. */
export const functions = [
  onLambda('POST /2015-03-31/functions CreateFunction', (call, { body }) => {
    const name = functionName(String(body.FunctionName)).name
    if (!/^[\w-]{1,64}$/.test(name))
      throw fault(400, 'ValidationException', `The function name ${name} is not valid.`)
    if (entry(call.store, functionTable, keyIn(call, name))) throw conflict(`Function already exist: ${name}`)
    checkConfiguration(body)
    checkLayers(call, body)
    checkRole(call.store, body.Role)
    const { blob, ...hash } = keepCode(call, record(body.Code))
    const made = {
      config: { ...defaults(call, name), ...settings(call, body), ...hash, PackageType: 'Zip' },
      blob,
      tags: record(body.Tags),
      readyAt: settledAt(call),
    }
    saveFunction(call, made)
    return { status: 201, json: shown(call, made) }
  }),
  onLambda('GET /2015-03-31/functions ListFunctions', call => ({
    json: { Functions: entriesIn(call, functionTable).map(configOf), NextMarker: null },
  })),
  onLambda('GET /2015-03-31/functions/{name} GetFunction', (call, input) => {
    const found = functionOf(call, input.path.name ?? '')
    const json = {
      Configuration: qualified(call, found, input),
      Code: { RepositoryType: 'S3', Location: `${call.apiUrl}/code/${String(found.blob)}` },
      Tags: record(found.tags),
      ...(found.concurrency === undefined
        ? {}
        : { Concurrency: { ReservedConcurrentExecutions: found.concurrency } }),
    }
    return { json }
  }),
  onLambda('GET /2015-03-31/functions/{name}/configuration GetFunctionConfiguration', (call, input) => ({
    json: qualified(call, functionOf(call, input.path.name ?? ''), input),
  })),
  onLambda('PUT /2015-03-31/functions/{name}/configuration UpdateFunctionConfiguration', (call, input) => {
    const found = functionOf(call, input.path.name ?? '')
    refuseBusy(call, found)
    checkRevision(found, input.body)
    checkConfiguration({ ...configOf(found), ...input.body })
    checkLayers(call, input.body)
    if (input.body.Role !== undefined) checkRole(call.store, input.body.Role)
    return changed(call, found, { config: { ...configOf(found), ...settings(call, input.body) } })
  }),
  onLambda('PUT /2015-03-31/functions/{name}/code UpdateFunctionCode', (call, input) => {
    const found = functionOf(call, input.path.name ?? '')
    refuseBusy(call, found)
    checkRevision(found, input.body)
    const { blob, ...hash } = keepCode(call, input.body)
    const architectures = input.body.Architectures
    const own = architectures === undefined ? {} : { Architectures: architectures }
    return changed(call, found, { blob, config: { ...configOf(found), ...hash, ...own } })
  }),
  onLambda('DELETE /2015-03-31/functions/{name} DeleteFunction', (call, { path, query }) => {
    const found = functionOf(call, path.name ?? '')
    const qualifier = query.get('Qualifier') ?? functionName(path.name ?? '').qualifier
    if (qualifier === null || qualifier === undefined) {
      call.store.delete(functionTable, keyIn(call, String(configOf(found).FunctionName)))
      return { status: 204 }
    }
    const pointed = Object.values(record(found.aliases)).some(
      alias => record(alias).FunctionVersion === qualifier,
    )
    if (pointed) throw conflict(`Version ${qualifier} is referenced by an alias.`)
    const { [qualifier]: _, ...versions } = record(found.versions)
    saveFunction(call, withoutQualifier({ ...found, versions }, qualifier))
    return { status: 204 }
  }),
  onLambda('PUT /2017-10-31/functions/{name}/concurrency PutFunctionConcurrency', (call, { path, body }) => {
    const concurrency = body.ReservedConcurrentExecutions ?? 0
    saveFunction(call, { ...functionOf(call, path.name ?? ''), concurrency })
    return { json: { ReservedConcurrentExecutions: concurrency } }
  }),
  onLambda('DELETE /2017-10-31/functions/{name}/concurrency DeleteFunctionConcurrency', (call, { path }) => {
    const { concurrency: _, ...found } = functionOf(call, path.name ?? '')
    saveFunction(call, found)
    return { status: 204 }
  }),
  onLambda('GET /2019-09-30/functions/{name}/concurrency GetFunctionConcurrency', (call, { path }) => {
    const { concurrency } = functionOf(call, path.name ?? '')
    return { json: concurrency === undefined ? {} : { ReservedConcurrentExecutions: concurrency } }
  }),
]

function qualified(call: WireCall, found: Properties, { path, query }: RestInput): Properties {
  const qualifier = query.get('Qualifier') ?? functionName(path.name ?? '').qualifier
  return qualifier === undefined ? shown(call, found) : versionOf(call, found, qualifier)
}

function changed(call: WireCall, found: Properties, change: Properties) {
  const after = { ...found, ...change, updatedAt: settledAt(call) }
  const config = {
    ...configOf(after),
    RevisionId: call.id(),
    LastModified: call.now.toISOString().replace('Z', '+0000'),
  }
  saveFunction(call, { ...after, config })
  return { json: shown(call, { ...after, config }) }
}

function defaults(call: WireCall, name: string): Properties {
  return {
    FunctionName: name,
    FunctionArn: arn(call, 'lambda', `function:${name}`),
    Description: '',
    Timeout: 3,
    MemorySize: 128,
    Architectures: ['x86_64'],
    EphemeralStorage: { Size: 512 },
    TracingConfig: { Mode: 'PassThrough' },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${name}` },
    Version: '$LATEST',
    RevisionId: call.id(),
    LastModified: call.now.toISOString().replace('Z', '+0000'),
  }
}

function settings(call: WireCall, body: Properties): Properties {
  const {
    Code: _code,
    Tags: _tags,
    FunctionName: _name,
    Publish: _publish,
    RevisionId: _revision,
    ...rest
  } = body
  const { Layers, SnapStart, ...plain } = rest
  const layers = list(Layers).map(Arn => ({ Arn, CodeSize: layerOf(call, Arn)?.CodeSize ?? 0 }))
  return {
    ...plain,
    ...(Layers === undefined ? {} : { Layers: layers }),
    ...(SnapStart === undefined ? {} : { SnapStart: { ...record(SnapStart), OptimizationStatus: 'Off' } }),
  }
}

const runtimes =
  /^(nodejs\d*\.?x?|python\d\.\d+|java\d+(\.al2)?|dotnet(core)?\d+(\.\d)?|ruby\d\.\d|go1\.x|provided(\.al2(023)?)?)$/
const reserved =
  /^(AWS_REGION|AWS_DEFAULT_REGION|AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|AWS_EXECUTION_ENV|AWS_LAMBDA_\w+|_HANDLER|_X_AMZN_TRACE_ID|LAMBDA_(TASK_ROOT|RUNTIME_DIR))$/

function checkConfiguration({
  Runtime,
  Handler,
  Timeout,
  MemorySize,
  Environment,
  PackageType,
}: Properties): void {
  if (PackageType === 'Image')
    throw fault(501, 'NotImplemented', 'The local cloud does not run container images.')
  if (typeof Runtime !== 'string' || !runtimes.test(Runtime))
    throw invalid(
      `Value ${String(Runtime)} at 'runtime' failed to satisfy constraint: Member must be a valid runtime.`,
    )
  if (typeof Handler !== 'string')
    throw invalid(
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    )
  range(Timeout, 'timeout', [1, 900])
  range(MemorySize, 'memorySize', [128, 10_240])
  const variables = record(record(Environment).Variables)
  const taken = Object.keys(variables).filter(name => reserved.test(name))
  if (taken.length > 0)
    throw invalid(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${taken.join(', ')}`,
    )
  const size = Buffer.byteLength(JSON.stringify(variables))
  if (size > 4096)
    throw invalid(
      'Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.',
    )
}

function range(value: Value | undefined, name: string, [low, high]: readonly [number, number]): void {
  if (value === undefined) return
  if (typeof value !== 'number') throw fault(400, 'SerializationException', `${name} is not a number.`)
  if (value < low || value > high)
    throw fault(
      400,
      'ValidationException',
      `1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint: Member must have value between ${low} and ${high}`,
    )
}

function checkRevision(found: Properties, { RevisionId }: Properties): void {
  if (RevisionId === undefined || RevisionId === configOf(found).RevisionId) return
  throw fault(
    412,
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
  )
}
