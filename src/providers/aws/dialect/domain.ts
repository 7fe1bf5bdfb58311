import { isList, isRecord, list, type Properties, type Value } from '../../../model/value.ts'
import { getAtt, given, present } from './calls.ts'
import { hashed } from './logical-id.ts'
import { refuse } from './refusal.ts'
import type { GeneratedResource, Source, TransformContext } from './transform-context.ts'

const path = ['Properties', 'Domain']

/** Gives the `Domain` of an API, or nothing where it has none; name and certificate are there. */
export function domainOf({ id, properties }: Source): Properties | undefined {
  const { Domain } = properties
  if (Domain === undefined || Domain === null) return undefined
  if (!isRecord(Domain)) return refuse(id, 'Domain must be a map.', path)
  for (const name of ['DomainName', 'CertificateArn'])
    if (Domain[name] === undefined || Domain[name] === null)
      refuse(id, `Domain needs ${name}.`, [...path, name])
  return Domain
}

/** Gives the base paths of a domain, or nothing where its root is meant. */
export function basePaths({ id }: Source, { BasePath }: Properties): readonly string[] | undefined {
  if (!given(BasePath)) return undefined
  if (typeof BasePath === 'string') return [BasePath]
  if (!isList(BasePath)) return undefined
  return BasePath.map(item =>
    typeof item === 'string'
      ? item
      : refuse(id, 'BasePath must be a text or a list of texts.', [...path, 'BasePath']),
  )
}

/** Gives the truststore of a domain. */
export function mutualTls(
  { id }: Source,
  { MutualTlsAuthentication: written }: Properties,
): Properties | undefined {
  if (!given(written)) return undefined
  const place = [...path, 'MutualTlsAuthentication']
  if (!isRecord(written)) return refuse(id, 'MutualTlsAuthentication must be a map.', place)
  const unknown = Object.keys(written).filter(key => key !== 'TruststoreUri' && key !== 'TruststoreVersion')
  if (unknown.length > 0)
    refuse(id, `MutualTlsAuthentication has no property ${unknown.sort().join(',')}.`, place)
  const { TruststoreUri, TruststoreVersion } = written
  return present({
    TruststoreUri: given(TruststoreUri) ? TruststoreUri : undefined,
    TruststoreVersion: given(TruststoreVersion) ? TruststoreVersion : undefined,
  })
}

/** Where the records of a domain lead, and whether it is that of an HTTP or WebSocket API. */
export interface Records {
  readonly domain: Properties
  readonly alias: Properties
  readonly http: boolean
}

/** Makes the record set group of a domain; domains of one zone share one unless they ask for their own. */
export function recordSets(
  source: Source,
  { domain, alias, http }: Records,
  context: TransformContext,
): readonly GeneratedResource[] {
  const route = domain.Route53
  if (route === undefined || route === null) return []
  const place = [...path, 'Route53']
  if (!isRecord(route)) return refuse(source.id, 'Route53 must be a map.', place)
  const { HostedZoneId = null, HostedZoneName = null } = route
  const zone = given(HostedZoneId) ? HostedZoneId : HostedZoneName
  if (HostedZoneId === null && HostedZoneName === null)
    return refuse(source.id, 'Route53 needs HostedZoneId or HostedZoneName.', place)
  const records = recordsOf(domain, route, alias)
  if (!http && given(route.SeparateRecordSetGroup)) {
    if (typeof route.SeparateRecordSetGroup !== 'boolean')
      refuse(source.id, 'SeparateRecordSetGroup is true or false.', place)
    const id = hashed('RecordSetGroup', [zone, domain.DomainName ?? null])
    return [groupOf(id, { source, route, records, http })]
  }
  const id = hashed('RecordSetGroup', zone)
  // The first domain of a zone says under which condition the group is made and how it goes.
  const first = context.recordSets.get(id) ?? groupOf(id, { source, route, records: [], http })
  const shared = { ...first, properties: withRecords(first.properties, records) }
  context.recordSets.set(id, shared)
  return [shared]
}

function withRecords(properties: Properties, records: readonly Properties[]): Properties {
  return { ...properties, RecordSets: [...list(properties.RecordSets), ...records] }
}

interface Group {
  readonly source: Source
  readonly route: Properties
  readonly records: readonly Properties[]
  readonly http: boolean
}

function groupOf(id: string, { source, route, records, http }: Group): GeneratedResource {
  return {
    id,
    type: 'AWS::Route53::RecordSetGroup',
    properties: present({
      HostedZoneId: route.HostedZoneId,
      HostedZoneName: http && Object.hasOwn(route, 'HostedZoneId') ? undefined : route.HostedZoneName,
      RecordSets: [...records],
    }),
    attributes: source.passed,
  }
}

function recordsOf(domain: Properties, route: Properties, alias: Properties): readonly Properties[] {
  const record = (Type: string): Properties =>
    present({
      Name: domain.DomainName,
      Type,
      AliasTarget: { ...present({ EvaluateTargetHealth: route.EvaluateTargetHealth }), ...alias },
      Region: route.Region,
      SetIdentifier: route.SetIdentifier,
    })
  return route.IpV6 === true ? [record('A'), record('AAAA')] : [record('A')]
}

/** Gives the target of a domain that stands in the stack's region. */
export function regionalAlias(domainId: string): Properties {
  return {
    HostedZoneId: getAtt(domainId, 'RegionalHostedZoneId'),
    DNSName: getAtt(domainId, 'RegionalDomainName'),
  }
}

/** Gives those of a map's values that are given. */
export function optional(map: Properties, names: readonly string[]): Properties {
  const found = names.map((name): [string, Value] => [name, map[name] ?? null])
  return Object.fromEntries(found.filter(([, value]) => given(value)))
}
