import type { Operation, WireCall } from '../../../model/operation.ts'
import { list, type Properties, record } from '../../../model/value.ts'
import { defaultTopic } from '../cls/default-topic.ts'
import { beijingTime } from '../kit/beijing-time.ts'
import { page, reading, refusal, writing } from '../protocols/api.ts'
import { all, found, functionKey, tables, triggerKey, word } from '../protocols/tables.ts'
import { readCode, refusedSettings } from './wire-function-checks.ts'
import { hasNamespace } from './wire-namespaces.ts'
import { shownTrigger } from './wire-shown-trigger.ts'

/** Functions of SCF: each write leaves them in a state that takes no other for a moment. */
export const functions: readonly Operation[] = [
  writing('scf', 'CreateFunction', create),
  reading('scf', 'GetFunction', (input, call) => {
    const fn = found(call.store, tables.functions, functionKey(input))
    return fn === undefined ? missing(input) : shown(fn, call)
  }),
  writing('scf', 'UpdateFunctionCode', (input, call) =>
    change(input, call, () => {
      const handler = input.Handler === undefined ? {} : { Handler: input.Handler }
      // the description of the call needs the name alone, so that the handler may change without the code
      if (input.Handler !== undefined && input.Code === undefined && input.ZipFile === undefined)
        return handler
      const code = readCode(input, call.store)
      return 'refused' in code ? code.refused : { ...code, ...handler }
    }),
  ),
  writing('scf', 'UpdateFunctionConfiguration', (input, call) =>
    change(input, call, fn => {
      if (input.Runtime !== undefined && input.Runtime !== fn.Runtime)
        return refusal('InvalidParameterValue.Runtime', 'The runtime of a function cannot be changed')
      return refusedSettings(input, call.store) ?? settings(input)
    }),
  ),
  writing('scf', 'DeleteFunction', (input, { store }) => {
    const key = functionKey(input)
    if (!store.delete(tables.functions, key)) return missing(input)
    for (const [id] of store.list(tables.triggers))
      if (id.startsWith(`${key}|`)) store.delete(tables.triggers, id)
    return {}
  }),
  reading('scf', 'ListFunctions', (input, call) => {
    const namespace = word(input.Namespace) || 'default'
    const inside = all(call.store, tables.functions).filter(fn => fn.Namespace === namespace)
    const Functions = page(inside, input).map(fn => shown(fn, call))
    return { Functions, TotalCount: inside.length }
  }),
  reading('scf', 'GetFunctionAddress', (input, { store, apiUrl }) => {
    const fn = found(store, tables.functions, functionKey(input))
    if (fn === undefined) return missing(input)
    return { Url: `${apiUrl}/scf/code/${word(fn.CodeHash)}`, CodeSha256: fn.CodeHash ?? '' }
  }),
]

/** Refuses a call for a function that is not there. */
export function missing({ FunctionName }: Properties): Properties {
  return refusal('ResourceNotFound.Function', `Function ${word(FunctionName)} does not exist`)
}

/** How long a function takes no other write, in ms. */
const settling = 60

function create(input: Properties, call: WireCall): Properties {
  const { store, now } = call
  const name = word(input.FunctionName)
  const key = functionKey(input)
  if (!/^[A-Za-z][\w-]{0,58}[A-Za-z0-9]$/.test(name))
    return refusal('InvalidParameterValue.FunctionName', `${name} is not a name for a function`)
  if (!hasNamespace(store, word(input.Namespace) || 'default'))
    return refusal('ResourceNotFound.Namespace', `Namespace ${word(input.Namespace)} does not exist`)
  if (found(store, tables.functions, key) !== undefined)
    return refusal('ResourceInUse.Function', `Function ${name} exists already`)
  if (word(input.Handler) === '' && input.Type !== 'HTTP')
    return refusal('MissingParameter.Handler', 'Handler is needed')
  const refused = refusedSettings(input, store)
  if (refused !== undefined) return refused
  const code = readCode(input, store)
  if ('refused' in code) return code.refused
  store.put(tables.functions, key, {
    MemorySize: 128,
    Timeout: 3,
    InitTimeout: 65,
    Description: '',
    Role: '',
    Type: 'Event',
    Environment: { Variables: [] },
    VpcConfig: { VpcId: '', SubnetId: '' },
    Layers: [],
    InstallDependency: 'FALSE',
    AsyncRunEnable: 'FALSE',
    TraceEnable: 'FALSE',
    DnsCache: 'FALSE',
    ...defaultTopic,
    ...settings(input, [...changeable, ...fixed]),
    ...code,
    FunctionName: name,
    Namespace: word(input.Namespace) || 'default',
    Runtime: input.Runtime ?? 'Python2.7',
    Handler: input.Handler ?? '',
    ...(input.Type === undefined ? {} : { Type: input.Type }),
    Tags: input.Tags ?? [],
    FunctionId: `lam-${call.id().slice(0, 8)}`,
    Region: call.request.headers['x-tc-region'] ?? 'ap-guangzhou',
    AddTime: beijingTime(now),
    ModTime: beijingTime(now),
    pending: 'Creating',
    readyAt: now.getTime() + settling,
  })
  return {}
}

const changeable = [
  'Description',
  'MemorySize',
  'Timeout',
  'InitTimeout',
  'Environment',
  'Role',
  'VpcConfig',
  'Layers',
  'PublicNetConfig',
  'InstallDependency',
  'ClsLogsetId',
  'ClsTopicId',
  'DeadLetterConfig',
  'CfsConfig',
  'ProtocolParams',
  'InstanceConcurrencyConfig',
  'DnsCache',
  'IntranetConfig',
]

/** What only the creating call takes. */
const fixed = ['AsyncRunEnable', 'TraceEnable', 'ProtocolType']

/** Takes the settings of a call; the forms that clear one leave it empty. */
function settings(input: Properties, names = changeable): Properties {
  const kept = names.flatMap(key => (input[key] === undefined ? [] : [[key, input[key]] as const]))
  const { Environment, Layers, ...rest }: Properties = Object.fromEntries(kept)
  const variables = list(record(Environment).Variables).filter(variable => word(record(variable).Key) !== '')
  const layers = list(Layers).filter(layer => word(record(layer).LayerName) !== '')
  return {
    ...rest,
    ...(Environment === undefined ? {} : { Environment: { Variables: variables } }),
    ...(Layers === undefined ? {} : { Layers: layers }),
  }
}

function change(input: Properties, call: WireCall, make: (fn: Properties) => Properties): Properties {
  const key = functionKey(input)
  const fn = found(call.store, tables.functions, key)
  if (fn === undefined) return missing(input)
  const status = statusOf(fn, call.now)
  if (status !== 'Active')
    return refusal('FailedOperation.FunctionStatusError', `Function ${word(input.FunctionName)} is ${status}`)
  const changed = make(fn)
  if (changed.Error !== undefined) return changed
  call.store.put(tables.functions, key, {
    ...fn,
    ...changed,
    ModTime: beijingTime(call.now),
    pending: 'Updating',
    readyAt: call.now.getTime() + settling,
  })
  return {}
}

/** Gives the state of a function now. */
export function statusOf(fn: Properties, now: Date): string {
  return now.getTime() < Number(fn.readyAt) ? word(fn.pending) : 'Active'
}

function shown(fn: Properties, call: WireCall): Properties {
  const { pending, readyAt, CodeHash, Region, ...rest } = fn
  const prefix = triggerKey({ ...fn, Type: '', TriggerName: '' }).replace(/\|\|$/, '|')
  const Triggers = call.store
    .list(tables.triggers)
    .filter(([key]) => key.startsWith(prefix))
    .map(([, trigger]) => shownTrigger(record(trigger), call.gatewayUrl))
  return {
    ...rest,
    Status: statusOf(fn, call.now),
    StatusDesc: '',
    StatusReasons: [],
    AvailableStatus: 'Available',
    FunctionVersion: '$LATEST',
    Qualifier: '$LATEST',
    CodeInfo: '',
    Triggers,
  }
}
