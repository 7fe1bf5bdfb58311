import { FnxError } from '../../../model/diagnostic.ts'
import { codeOfKind } from '../../../model/error-kind.ts'
import type { ResourceType } from '../../../model/provider.ts'
import { equal, list, type Properties, record, text } from '../../../model/value.ts'
import { plain } from '../../kit/call.ts'
import type { Identifier } from '../../kit/identifier.ts'
import { foreign } from '../../kit/ownership.ts'
import type { Recipe } from '../../kit/recipe.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { made } from '../kit/recipe.ts'
import { fromApi, isSame, keyOf, toApi } from './records.ts'

/** A resource type that is record sets of one zone. */
interface RecordType
  extends Pick<
    Recipe<AwsClient, CallName<'route53'>>,
    'type' | 'omits' | 'stays' | 'uniqueBy' | 'attributes'
  > {
  /** Properties that say the record sets. */
  readonly takes: readonly string[]
  /** Properties that name it beside its zone. */
  readonly named: readonly string[]
  recordsIn(properties: Properties): readonly Properties[]
  /** Gives the properties that say record sets. */
  saying(records: readonly Properties[]): Properties
}

/**
 * Makes a resource type of record sets. They carry no tags and no marks: what lives as the template has it is ours. All of
 * a change is one call, which Route 53 carries out whole or not at all.
 */
export function recordType(own: RecordType): ResourceType<AwsClient> {
  const { type, takes, named, recordsIn, saying, ...facts } = own
  const identifier: Identifier = {
    takes: ['HostedZoneId', 'HostedZoneName', ...named],
    of: ({ properties }) =>
      `${text(properties.HostedZoneId) ?? text(properties.HostedZoneName)}|${recordsIn(properties).map(keyOf).join(',')}`,
    creating: () => ({}),
    key: id => ({ zone: id.split('|')[0] }),
  }
  return {
    ...made('route53', {
      ...facts,
      type,
      partOf: ['HostedZoneId', 'HostedZoneName'],
      id: identifier,
      create: {
        call: 'ChangeResourceRecordSets',
        takes: [],
        written: [...takes, 'Comment'],
        members: async ({ properties }, client) => ({
          HostedZoneId: await zoneOf(client, properties),
          ChangeBatch: {
            ...commentIn(properties),
            Changes: recordsIn(properties).map(one => changeTo('CREATE', toApi(one))),
          },
        }),
      },
      parts: [
        {
          takes: [...takes, 'Comment'],
          async calls({ client, input }) {
            const HostedZoneId = await zoneOf(client, input.properties)
            const records = { now: recordsIn(input.properties), before: recordsIn(input.before ?? {}) }
            const Changes = await changesOf(client, { type, HostedZoneId, ...records })
            const ChangeBatch = { ...commentIn(input.properties), Changes }
            return Changes.length === 0
              ? []
              : [{ action: 'ChangeResourceRecordSets', members: { HostedZoneId, ChangeBatch } }]
          },
        },
      ],
      // A comment is on a change, and no record set shows it.
      unseen: ['Comment'],
      async show({ client }, known) {
        const wanted = recordsIn(known)
        const lives = await livesOf(client, await zoneOf(client, known), wanted)
        const found = wanted.flatMap((one, index) => {
          const live = lives[index]
          return live === undefined ? [] : [fromApi(live, one)]
        })
        return found.length === 0 && wanted.length > 0 ? undefined : { live: saying(found) }
      },
      owns: ({ live }, { properties }) => equal(recordsIn(live), recordsIn(properties)),
      delete: { call: 'ChangeResourceRecordSets' },
    }),
    async delete(client, known) {
      const all = [known.properties, ...(known.earlier ?? [])]
      for (const properties of all) await drop(client, properties)
    },
  }

  async function drop(client: AwsClient, properties: Properties): Promise<void> {
    const HostedZoneId = await zoneOf(client, properties)
    const lives = await livesOf(client, HostedZoneId, recordsIn(properties))
    const Changes = lives.flatMap(live => (live === undefined ? [] : [changeTo('DELETE', live)]))
    if (Changes.length > 0)
      await client.call('route53', 'ChangeResourceRecordSets', { HostedZoneId, ChangeBatch: { Changes } })
  }
}

function commentIn({ Comment }: Properties): Properties {
  return Comment === undefined ? {} : { Comment }
}

function changeTo(Action: 'CREATE' | 'DELETE' | 'UPSERT', ResourceRecordSet: Properties) {
  return { Action, ResourceRecordSet }
}

interface RecordChange {
  readonly type: string
  readonly HostedZoneId: string
  readonly now: readonly Properties[]
  readonly before: readonly Properties[]
}

/** Takes away what left the template and writes what differs; a record set of others is neither. */
async function changesOf(client: AwsClient, { type, HostedZoneId, now, before }: RecordChange) {
  const [wanted, known] = [now, before].map(records => new Map(records.map(one => [keyOf(one), one])))
  const left = before.filter(one => !wanted?.has(keyOf(one)))
  const gone = await livesOf(client, HostedZoneId, left)
  const lives = await livesOf(client, HostedZoneId, now)
  return [
    ...gone.flatMap(live => (live === undefined ? [] : [changeTo('DELETE', live)])),
    ...now.flatMap((one, index) => {
      const live = lives[index]
      const written = toApi(one)
      if (live === undefined) return [changeTo('CREATE', written)]
      if (isSame(written, live)) return []
      if (before.length > 0 && !known?.has(keyOf(one))) throw foreign(type, keyOf(one))
      return [changeTo('UPSERT', written)]
    }),
  ]
}

/** Gives the record sets as they live that have the keys of some. */
async function livesOf(client: AwsClient, HostedZoneId: string, records: readonly Properties[]) {
  const asked = records.map(async one => {
    const answer = await client.call('route53', 'ListResourceRecordSets', {
      HostedZoneId,
      StartRecordName: one.Name,
      StartRecordType: one.Type,
      ...(one.SetIdentifier === undefined ? {} : { StartRecordIdentifier: one.SetIdentifier }),
      MaxItems: 1,
    })
    const [live] = list(plain(answer).ResourceRecordSets).map(record)
    return live !== undefined && keyOf(live) === keyOf(one) ? live : undefined
  })
  return Promise.all(asked)
}

async function zoneOf(client: AwsClient, { HostedZoneId, HostedZoneName }: Properties): Promise<string> {
  const own = text(HostedZoneId)
  if (own !== undefined) return own
  const DNSName = text(HostedZoneName) ?? ''
  const { HostedZones = [] } = await client.call('route53', 'ListHostedZonesByName', { DNSName })
  const alike = HostedZones.filter(({ Name }) => Name === `${DNSName.replace(/\.$/, '')}.`)
  const [zone] = alike
  if (zone?.Id === undefined || alike.length > 1)
    throw new FnxError({
      code: codeOfKind.invalid,
      message: `${alike.length === 0 ? 'No' : 'More than one'} hosted zone is named ${DNSName}.`,
      hint: 'Name the zone by HostedZoneId.',
    })
  return zone.Id.replace('/hostedzone/', '')
}
