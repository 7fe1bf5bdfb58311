import { createHash } from 'node:crypto'
import type { WireCall } from '../../../model/operation.ts'
import { isRecord, list, type Properties, record, type Value } from '../../../model/value.ts'
import { fault, faultOf } from '../protocols/fault.ts'
import { queryRefusal } from '../protocols/query.ts'
import { type RestOperation, restService } from '../protocols/rest.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { children, type Element, parseXml, type Tree, xml } from '../protocols/xml.ts'
import { isSame, keyOf } from './records.ts'

/** The table of record sets, by zone and key; every zone is there, for nobody is asked for one. */
const recordTable = 'aws.route53.records'

type Handler = (call: WireCall, path: Readonly<Record<string, string>>, query: URLSearchParams) => Tree

const rest = restService('route53', found => queryRefusal('route53', found))
const space = ' xmlns="https://route53.amazonaws.com/doc/2013-04-01/"'

/** Makes an operation, whose body and answer are XML. */
function on(line: string, handler: Handler): RestOperation {
  const operation = rest(line, () => ({}))
  return {
    ...operation,
    async handle(call) {
      const url = new URL(call.request.url, 'http://local')
      const zone = url.pathname.split('/')[3] ?? ''
      try {
        const body = xml(`${operation.name}Response`, handler(call, { zone }, url.searchParams), space)
        return { status: 200, headers: { 'content-type': 'text/xml' }, body }
      } catch (error) {
        const found = faultOf(error)
        if (found === undefined) throw error
        return queryRefusal('route53', found)
      }
    },
  }
}

const operations = [
  on('POST /2013-04-01/hostedzone/{zone}/rrset ChangeResourceRecordSets', (call, { zone = '' }) => {
    const request = valueIn(parseXml(Buffer.from(call.request.body).toString()))
    const { Changes, Comment } = record(record(request).ChangeBatch)
    const kept = new Map(recordsOf(call, zone))
    for (const change of list(Changes).map(record)) carryOut(kept, change)
    for (const [key] of recordsOf(call, zone)) call.store.delete(recordTable, `${zone}|${key}`)
    for (const [key, one] of kept) call.store.put(recordTable, `${zone}|${key}`, one)
    const change = {
      Id: `/change/C${call.id().slice(0, 8).toUpperCase()}`,
      Status: 'INSYNC',
      SubmittedAt: call.now.toISOString(),
    }
    return { ChangeInfo: Comment === undefined ? change : { ...change, Comment } }
  }),
  on('GET /2013-04-01/hostedzone/{zone}/rrset ListResourceRecordSets', (call, { zone = '' }, query) => {
    const MaxItems = Number(query.get('maxitems') ?? 300)
    const from = keyOf({
      Name: query.get('name') ?? '',
      Type: query.get('type') ?? '',
      SetIdentifier: query.get('identifier') ?? '',
    })
    const found = recordsOf(call, zone)
      .filter(([key]) => key >= from)
      .sort(([one], [other]) => (one < other ? -1 : 1))
    const shown = found.slice(0, MaxItems).map(([, one]) => treeOf(one))
    return {
      ResourceRecordSets: { ResourceRecordSet: shown },
      IsTruncated: found.length > MaxItems,
      MaxItems,
    }
  }),
  on('GET /2013-04-01/hostedzonesbyname ListHostedZonesByName', (_call, _path, query) => {
    const Name = `${(query.get('dnsname') ?? '').replace(/\.$/, '')}.`
    const Id = `/hostedzone/Z${createHash('sha256').update(Name).digest('hex').slice(0, 13).toUpperCase()}`
    const zone = { Id, Name, CallerReference: Name }
    return { HostedZones: { HostedZone: [zone] }, IsTruncated: false, MaxItems: 100 }
  }),
]

function carryOut(kept: Map<string, Properties>, { Action, ResourceRecordSet }: Properties): void {
  const one = record(ResourceRecordSet)
  const key = keyOf(one)
  const known = kept.get(key)
  const named = `resource record set [name='${String(one.Name)}', type='${String(one.Type)}']`
  const refuse = (why: string) => fault(400, 'InvalidChangeBatch', `[Tried to ${why}]`)
  if (one.AliasTarget === undefined && one.ResourceRecords === undefined)
    throw fault(
      400,
      'InvalidInput',
      'Invalid request: Expected exactly one of AliasTarget or ResourceRecords',
    )
  if (Action === 'CREATE' && known !== undefined) throw refuse(`create ${named} but it already exists`)
  if (Action !== 'DELETE') kept.set(key, one)
  else if (known === undefined) throw refuse(`delete ${named} but it was not found`)
  else if (!isSame(known, one)) throw refuse(`delete ${named} but the values provided do not match`)
  else kept.delete(key)
}

function recordsOf({ store }: WireCall, zone: string): readonly (readonly [key: string, one: Properties])[] {
  return store
    .list(recordTable)
    .filter(([key]) => key.startsWith(`${zone}|`))
    .map(([key, value]) => [key.slice(zone.length + 1), record(value)] as const)
}

/** Elements that hold a list, whose items have the tag of one. */
const lists: Readonly<Record<string, string>> = { Changes: 'Change', ResourceRecords: 'ResourceRecord' }

function valueIn(element: Element | undefined): Value {
  if (element === undefined) return null
  const item = lists[element.tag]
  if (item !== undefined) return children(element, item).map(valueIn)
  if (element.children.length === 0) return element.text
  return Object.fromEntries(element.children.map(child => [child.tag, valueIn(child)]))
}

function treeOf(value: Properties): Properties {
  return Object.fromEntries(
    Object.entries(value).map(([name, one]): [string, Value] => {
      const item = lists[name]
      if (item !== undefined) return [name, { [item]: one }]
      return [name, isRecord(one) ? treeOf(one) : one]
    }),
  )
}

/** Route 53's record sets, as the local cloud answers them; no name leads anywhere here. */
export const wire: AwsWire = {
  operations,
  routes: operations,
  throttled: 'Throttling',
  refusal: found => queryRefusal('route53', found),
}
