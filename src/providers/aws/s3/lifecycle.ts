import { isRecord, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'
import { oneWay } from '../../kit/one-way.ts'

/**
 * Writes the rules of a bucket's life cycle as S3 takes them; whatever is not named here goes on as it is.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html
 */
export const lifecycle = oneWay(value => ({ Rules: list(record(value).Rules).map(rule) }))

function rule(value: Value): Properties {
  const {
    Id,
    Prefix,
    TagFilters,
    ObjectSizeGreaterThan,
    ObjectSizeLessThan,
    ExpirationInDays,
    ExpirationDate,
    ExpiredObjectDeleteMarker,
    NoncurrentVersionExpirationInDays: NoncurrentDays,
    NoncurrentVersionTransition,
    NoncurrentVersionTransitions,
    Transition,
    Transitions,
    ...rest
  } = record(value)
  return {
    ...omitUndefined({
      ID: Id,
      Expiration: some({ Days: ExpirationInDays, Date: date(ExpirationDate), ExpiredObjectDeleteMarker }),
      NoncurrentVersionExpiration: some({ NoncurrentDays }),
      NoncurrentVersionTransitions: all(
        NoncurrentVersionTransition,
        NoncurrentVersionTransitions,
        noncurrent,
      ),
      Transitions: all(Transition, Transitions, transition),
    }),
    ...rest,
    Filter: filter({ Prefix, ObjectSizeGreaterThan, ObjectSizeLessThan }, list(TagFilters)),
  }
}

/** A rule holds for what meets all its conditions: more than one stand in `And`, and none is the empty prefix. */
export function filter(
  conditions: Readonly<Record<string, Value | undefined>>,
  tags: readonly Value[],
): Properties {
  const own = omitUndefined(conditions)
  if (Object.keys(own).length + tags.length === 0) return { Prefix: '' }
  if (Object.keys(own).length + tags.length === 1) return tags[0] === undefined ? own : { Tag: tags[0] }
  return { And: { ...own, ...(tags.length === 0 ? {} : { Tags: tags }) } }
}

/** The older property holds one of what the newer one is a list of. */
function all(
  one: Value | undefined,
  more: Value | undefined,
  write: (value: Value) => Value,
): Value | undefined {
  const items = [...(one === undefined ? [] : [one]), ...list(more)]
  return items.length === 0 ? undefined : items.map(write)
}

function transition(value: Value): Properties {
  const { TransitionInDays, TransitionDate, ...rest } = record(value)
  return omitUndefined({ ...rest, Days: TransitionInDays, Date: date(TransitionDate) })
}

function noncurrent(value: Value): Properties {
  const { TransitionInDays, ...rest } = record(value)
  return omitUndefined({ ...rest, NoncurrentDays: TransitionInDays })
}

function some(members: Readonly<Record<string, Value | undefined>>): Properties | undefined {
  const own = omitUndefined(members)
  return Object.keys(own).length === 0 ? undefined : own
}

/** Gives a day or time in the one writing that answers have. */
function date(value: Value | undefined): Value | undefined {
  const time = value === undefined ? Number.NaN : Date.parse(text(value) ?? '')
  return Number.isNaN(time) ? value : new Date(time).toISOString()
}

/** The SDK takes times as dates. */
export function withDates(value: Value): unknown {
  if (Array.isArray(value)) return value.map(withDates)
  if (!isRecord(value)) return value
  const written = ([name, item]: [string, Value]) =>
    name === 'Date' && !Number.isNaN(Date.parse(String(item))) ? new Date(String(item)) : withDates(item)
  return Object.fromEntries(Object.entries(value).map(entry => [entry[0], written(entry)]))
}
