import { canonical, equal, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'

/** Gives a record set of a template as Route 53 takes it. */
export function toApi({ AliasTarget, ResourceRecords, TTL, ...own }: Properties): Properties {
  return omitUndefined({
    ...own,
    AliasTarget: AliasTarget && { EvaluateTargetHealth: false, ...record(AliasTarget) },
    ResourceRecords: ResourceRecords && list(ResourceRecords).map(Value => ({ Value })),
    TTL: TTL === undefined ? undefined : Number(TTL),
  })
}

/** Gives a record set as it lives in the writing of templates; one that is as a template has it, as that has it. */
export function fromApi(live: Properties, known: Properties): Properties {
  if (isSame(toApi(known), live)) return known
  const { ResourceRecords, TTL, ...own } = live
  return omitUndefined({
    ...own,
    ResourceRecords: ResourceRecords && list(ResourceRecords).map(one => record(one).Value ?? ''),
    TTL: text(TTL),
  })
}

/** What no two record sets of a zone have alike. */
export function keyOf({ Name, Type, SetIdentifier = '' }: Properties): string {
  return [plainName(Name), text(Type), text(SetIdentifier)].join(' ')
}

/** Tells whether two record sets, as Route 53 has them, say the same. */
export function isSame(one: Properties, other: Properties): boolean {
  return equal(normal(one), normal(other))
}

/** Names end with a dot in answers, are in small letters, and have what is no letter as its number: `\052` for `*`. */
function plainName(name: Value | undefined): string {
  return String(name)
    .replaceAll(/\\([0-7]{3})/g, (_all, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    .replace(/\.$/, '')
    .toLowerCase()
}

function normal({ Name, AliasTarget, ResourceRecords, ...own }: Properties): Properties {
  const target = record(AliasTarget)
  return omitUndefined({
    ...own,
    Name: plainName(Name),
    AliasTarget: AliasTarget && { ...target, DNSName: plainName(target.DNSName) },
    ResourceRecords: ResourceRecords && list(ResourceRecords).map(canonical).sort(),
  })
}
