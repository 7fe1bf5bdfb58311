import type { Operation, WireCall } from '../../../model/operation.ts'
import { isList, isRecord, type Properties, record, type Value } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { arn, entry, keyIn } from '../protocols/scope.ts'
import { targetService } from '../protocols/target.ts'

const on = targetService('events')

/** A kind of thing that four calls make, change, show and delete. */
interface Kind {
  readonly noun: string
  readonly name: string
  /** The end of its ARN, and whether letters at the end tell one of a name from the next. */
  readonly path: string
  readonly isUnique: boolean
  readonly states: Properties
}

const kinds: readonly Kind[] = [
  { noun: 'Archive', name: 'ArchiveName', path: 'archive', isUnique: false, states: { State: 'ENABLED' } },
  {
    noun: 'Connection',
    name: 'Name',
    path: 'connection',
    isUnique: true,
    states: { ConnectionState: 'AUTHORIZED' },
  },
  {
    noun: 'ApiDestination',
    name: 'Name',
    path: 'api-destination',
    isUnique: true,
    states: { ApiDestinationState: 'ACTIVE' },
  },
]

/** EventBridge's calls on archives, connections and API destinations: they are kept, and nothing is sent. */
export const parts: readonly Operation[] = kinds.flatMap(kind => {
  const { noun, name, path, isUnique, states } = kind
  const table = `aws.events.${path}`
  const keyOf = (call: WireCall, input: Properties) => keyIn(call, String(input[name]))
  const found = (call: WireCall, input: Properties): Properties => {
    const known = entry(call.store, table, keyOf(call, input))
    if (known === undefined)
      throw fault(400, 'ResourceNotFoundException', `${noun} ${String(input[name])} does not exist.`)
    return known
  }
  const told = (own: Properties) => ({ [`${noun}Arn`]: own.arn ?? '', ...states })
  return [
    on(`Create${noun}`, (call, asked) => {
      if (entry(call.store, table, keyOf(call, asked)) !== undefined)
        throw fault(400, 'ResourceAlreadyExistsException', `${noun} ${String(asked[name])} already exists.`)
      const end = isUnique ? `/${call.id()}` : ''
      const own = { arn: arn(call, 'events', `${path}/${String(asked[name])}${end}`), asked }
      call.store.put(table, keyOf(call, asked), own)
      return told(own)
    }),
    on(`Update${noun}`, (call, changed) => {
      const known = found(call, changed)
      call.store.put(table, keyOf(call, changed), { ...known, asked: { ...record(known.asked), ...changed } })
      return told(known)
    }),
    on(`Describe${noun}`, (call, input) => {
      const known = found(call, input)
      const shown = record(withoutSecrets(known.asked ?? {}))
      const secret =
        noun === 'Connection'
          ? {
              SecretArn: arn(call, 'secretsmanager', `secret:events!connection/${String(input.Name)}-local1`),
            }
          : {}
      return { ...shown, ...told(known), ...secret }
    }),
    on(`Delete${noun}`, (call, input) => {
      const known = found(call, input)
      call.store.delete(table, keyOf(call, input))
      return noun === 'Connection' ? { ...told(known), ConnectionState: 'DELETING' } : {}
    }),
  ]
})

/** No call of EventBridge shows what a connection keeps secret. */
function withoutSecrets(value: Value): Value {
  if (isList(value)) return value.map(withoutSecrets)
  if (!isRecord(value)) return value
  const shown = Object.entries(value).filter(
    ([name]) =>
      !/^(Password|ApiKeyValue|ClientSecret)$/.test(name) &&
      !(name === 'Value' && value.IsValueSecret === true),
  )
  return Object.fromEntries(shown.map(([name, item]) => [name, withoutSecrets(item)]))
}
