import { isList, isRecord, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'

/** Carries out a patch of RFC 6902 on a model; what cannot be carried out is refused whole. */
export function patched(model: Properties, document: Value | undefined): Properties {
  return record(
    list(operationsIn(document)).reduce(
      (done, operation) => applied(done, record(operation)),
      model as Value,
    ),
  )
}

function operationsIn(document: Value | undefined): Value {
  try {
    return JSON.parse(text(document) ?? '') as Value // JSON gives values
  } catch {
    throw fault(400, 'InvalidRequestException', 'The patch is not JSON.')
  }
}

function applied(model: Value, { op, path, value }: Properties): Value {
  const [, ...steps] = String(path).split('/')
  const way = steps.map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  if (op === 'add' || op === 'replace' || op === 'remove')
    return changed(model, way, { isNew: op === 'add', value: op === 'remove' ? undefined : value })
  throw fault(
    400,
    'InvalidRequestException',
    `The local cloud of fnx does not know the patch operation ${String(op)}.`,
  )
}

interface Change {
  readonly isNew: boolean
  /** Nothing takes away what is there. */
  readonly value: Value | undefined
}

function changed(model: Value, [head = '', ...rest]: readonly string[], change: Change): Value {
  if (isList(model)) return changedList(model, [head, ...rest], change)
  if (!isRecord(model) || ((rest.length > 0 || !change.isNew) && !Object.hasOwn(model, head)))
    throw fault(400, 'InvalidRequestException', `The patch names ${head}, which is not there.`)
  const { [head]: old = null, ...others } = model
  const now = rest.length > 0 ? changed(old, rest, change) : change.value
  return now === undefined ? others : { ...others, [head]: now }
}

function changedList(
  model: readonly Value[],
  [head = '', ...rest]: readonly string[],
  change: Change,
): Value {
  const index = head === '-' ? model.length : Number(head)
  const isThere = Number.isInteger(index) && index >= 0 && index < model.length
  const isEnd = index === model.length && rest.length === 0 && change.isNew
  if (!isThere && !isEnd)
    throw fault(400, 'InvalidRequestException', `The patch names item ${head}, which is not there.`)
  const now = rest.length > 0 ? changed(model[index] ?? null, rest, change) : change.value
  const replaced = isThere && !(change.isNew && rest.length === 0) ? 1 : 0
  return [...model.slice(0, index), ...(now === undefined ? [] : [now]), ...model.slice(index + replaced)]
}
