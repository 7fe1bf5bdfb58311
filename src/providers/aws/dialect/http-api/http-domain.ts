import type { Properties } from '../../../../model/value.ts'
import { present, ref } from '../calls.ts'
import { basePaths, domainOf, mutualTls, optional, recordSets, regionalAlias } from '../domain.ts'
import { hashed } from '../logical-id.ts'
import { refuse } from '../refusal.ts'
import type { GeneratedResource, Source, TransformContext } from '../transform-context.ts'

/** Makes the domain of an HTTP or WebSocket API; `mark` is the tag by which the service knows its own. */
export function httpDomain(
  source: Source,
  mark: string,
  context: TransformContext,
): readonly GeneratedResource[] {
  const domain = domainOf(source)
  if (domain === undefined) return []
  const id = `ApiGatewayDomainNameV2${hashed('', domain.DomainName)}`
  const made: GeneratedResource = {
    id,
    type: 'AWS::ApiGatewayV2::DomainName',
    properties: present({
      DomainName: domain.DomainName,
      DomainNameConfigurations: [configuration(source, domain)],
      MutualTlsAuthentication: mutualTls(source, domain),
      Tags: { [mark]: 'SAM' },
    }),
    attributes: source.passed,
  }
  return [
    made,
    ...mappings(source, domain, id),
    ...recordSets(source, { domain, alias: regionalAlias(id), http: true }, context),
  ]
}

function configuration({ id }: Source, domain: Properties): Properties {
  const { EndpointConfiguration = null, CertificateArn = null } = domain
  if (EndpointConfiguration !== null && EndpointConfiguration !== 'REGIONAL')
    refuse(id, 'EndpointConfiguration of this domain can only be REGIONAL.', ['Properties', 'Domain'])
  return {
    CertificateArn,
    EndpointType: 'REGIONAL',
    ...optional(domain, ['OwnershipVerificationCertificateArn', 'SecurityPolicy']),
  }
}

function mappings(source: Source, domain: Properties, domainId: string): readonly GeneratedResource[] {
  const common = { DomainName: ref(domainId), ApiId: ref(source.id), Stage: ref(`${source.id}.Stage`) }
  const type = 'AWS::ApiGatewayV2::ApiMapping'
  const paths = basePaths(source, domain)
  if (paths === undefined)
    return [{ id: `${source.id}ApiMapping`, type, properties: common, attributes: source.passed }]
  return paths.map(path => {
    if (/[^0-9a-zA-Z/\-_]/.test(path))
      refuse(source.id, `the base path "${path}" may hold letters, digits, /, - and _.`, [
        'Properties',
        'Domain',
        'BasePath',
      ])
    return {
      id: `${source.id}${path.replace(/[-_/]+/g, '')}ApiMapping`,
      type,
      properties: { ...common, ApiMappingKey: path.replace(/^\/+|\/+$/g, '') },
      attributes: source.passed,
    }
  })
}
