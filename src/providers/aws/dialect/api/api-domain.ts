import { isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { getAtt, given, present, ref } from '../calls.ts'
import { basePaths, domainOf, mutualTls, optional, recordSets, regionalAlias } from '../domain.ts'
import { hashed } from '../logical-id.ts'
import { refuse } from '../refusal.ts'
import type { GeneratedResource, Source, TransformContext } from '../transform-context.ts'

/** Makes the domain of a REST API with its base paths and records. */
export function restDomain(source: Source, context: TransformContext): readonly GeneratedResource[] {
  const domain = domainOf(source)
  if (domain === undefined) return []
  const kind = endpointOf(source, domain)
  return kind === 'PRIVATE' ? privateDomain(source, domain, context) : publicDomain(source, domain, context)
}

function endpointOf({ id }: Source, { EndpointConfiguration = null }: Properties): string {
  if (EndpointConfiguration === null) return 'REGIONAL'
  if (
    EndpointConfiguration === 'EDGE' ||
    EndpointConfiguration === 'REGIONAL' ||
    EndpointConfiguration === 'PRIVATE'
  )
    return EndpointConfiguration
  return refuse(id, 'EndpointConfiguration of a domain is EDGE, REGIONAL or PRIVATE.', [
    'Properties',
    'Domain',
    'EndpointConfiguration',
  ])
}

function publicDomain(
  source: Source,
  domain: Properties,
  context: TransformContext,
): readonly GeneratedResource[] {
  const kind = endpointOf(source, domain)
  const id = `ApiGatewayDomainName${hashed('', domain.DomainName)}`
  if (given(domain.Policy))
    refuse(source.id, `${id} takes no Policy: only a domain that is PRIVATE has one.`, [
      'Properties',
      'Domain',
      'Policy',
    ])
  const certificate = kind === 'REGIONAL' ? 'RegionalCertificateArn' : 'CertificateArn'
  const made: GeneratedResource = {
    id,
    type: 'AWS::ApiGateway::DomainName',
    properties: present({
      DomainName: domain.DomainName,
      [certificate]: domain.CertificateArn,
      EndpointConfiguration: endpointProperty(kind, domain),
      MutualTlsAuthentication: mutualTls(source, domain),
      ...optional(domain, ['SecurityPolicy', 'EndpointAccessMode', 'OwnershipVerificationCertificateArn']),
    }),
    attributes: source.passed,
  }
  const link = { type: 'AWS::ApiGateway::BasePathMapping', properties: { DomainName: ref(id) } }
  return [
    made,
    ...mappings(source, domain, link),
    ...recordSets(
      source,
      { domain, alias: kind === 'EDGE' ? edgeAlias(id, domain) : regionalAlias(id), http: false },
      context,
    ),
  ]
}

function privateDomain(
  source: Source,
  domain: Properties,
  context: TransformContext,
): readonly GeneratedResource[] {
  const id = `ApiGatewayDomainNameV2${hashed('', domain.DomainName)}`
  const made: GeneratedResource = {
    id,
    type: 'AWS::ApiGateway::DomainNameV2',
    properties: present({
      DomainName: domain.DomainName,
      CertificateArn: domain.CertificateArn,
      EndpointConfiguration: endpointProperty('PRIVATE', domain),
      ...optional(domain, ['SecurityPolicy', 'EndpointAccessMode', 'Policy']),
    }),
    attributes: source.passed,
  }
  const route = isRecord(domain.Route53) ? domain.Route53 : {}
  const alias = {
    HostedZoneId: route.VpcEndpointHostedZoneId ?? null,
    DNSName: route.VpcEndpointDomainName ?? null,
  }
  const link = { type: 'AWS::ApiGateway::BasePathMappingV2', properties: { DomainNameArn: ref(id) } }
  return [
    made,
    ...mappings(source, domain, link),
    ...recordSets(source, { domain, alias, http: false }, context),
    ...association(source, domain, id),
  ]
}

function endpointProperty(kind: string, domain: Properties): Properties {
  return { Types: [kind], ...optional(domain, ['IpAddressType']) }
}

function edgeAlias(id: string, { Route53 }: Properties): Properties {
  const named: Value | undefined = isRecord(Route53) ? Route53.DistributionDomainName : undefined
  return { HostedZoneId: 'Z2FDTNDATAQYW2', DNSName: named ?? getAtt(id, 'DistributionDomainName') }
}

function mappings(
  source: Source,
  domain: Properties,
  { type, properties }: { readonly type: string; readonly properties: Properties },
): readonly GeneratedResource[] {
  const common = { ...properties, RestApiId: ref(source.id), Stage: ref(`${source.id}.Stage`) }
  const paths = basePaths(source, domain)
  if (paths === undefined)
    return [{ id: `${source.id}BasePathMapping`, type, properties: common, attributes: source.passed }]
  const plainOnly = domain.NormalizeBasePath === undefined || given(domain.NormalizeBasePath)
  return paths.map(path => {
    const plain = path.replace(/[^\p{L}\p{N}]/gu, '')
    return {
      id: `${source.id}${plain}BasePathMapping`,
      type,
      properties: { ...common, BasePath: plainOnly ? plain : path },
      attributes: source.passed,
    }
  })
}

function association(
  source: Source,
  { AccessAssociation: written = null }: Properties,
  domainId: string,
): readonly GeneratedResource[] {
  if (written === null) return []
  if (!isRecord(written))
    return refuse(source.id, 'AccessAssociation must be a map.', [
      'Properties',
      'Domain',
      'AccessAssociation',
    ])
  const endpoint = written.VpcEndpointId ?? null
  return [
    {
      id: hashed('DomainNameAccessAssociation', [endpoint, domainId]),
      type: 'AWS::ApiGateway::DomainNameAccessAssociation',
      properties: present({
        AccessAssociationSource: endpoint,
        AccessAssociationSourceType: 'VPCE',
        DomainNameArn: ref(domainId),
      }),
      attributes: source.passed,
    },
  ]
}
