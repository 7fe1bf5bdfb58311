import type { Endpoint } from '../../model/provider.ts'
import type { ResourceState } from '../../model/state.ts'
import { text } from '../../model/value.ts'

type Resources = Readonly<Record<string, ResourceState>>

/** Lists the addresses of a stack that people can open. */
export function endpoints(resources: Resources): readonly Endpoint[] {
  return Object.values(resources).flatMap(resource =>
    addressesOf(resource, resources)
      .filter(url => url !== '')
      .map(url => ({ logicalId: resource.logicalId, url })),
  )
}

function addressesOf(
  { type, attributes, physicalId = '' }: ResourceState,
  all: Resources,
): readonly string[] {
  if (physicalId === '') return []
  if (type === 'AWS::Lambda::Url') return [text(attributes.FunctionUrl) ?? '']
  if (type === 'AWS::ApiGateway::Stage') return [text(attributes.InvokeUrl) ?? '']
  if (type !== 'AWS::ApiGatewayV2::Api') return []
  const address = text(attributes.ApiEndpoint) ?? ''
  return address === '' ? [] : stagesOf(physicalId, all).map(stage => `${address}${stage}`)
}

/** A stage stands in the path but where it is the default one, which an API without a stage of its own gets. */
function stagesOf(api: string, all: Resources): readonly string[] {
  const stages = Object.values(all)
    .filter(
      ({ type, physicalId = '' }) => type === 'AWS::ApiGatewayV2::Stage' && physicalId.startsWith(`${api}|`),
    )
    .map(({ physicalId = '' }) => physicalId.slice(api.length + 1))
  return stages.length === 0 ? [''] : stages.map(stage => (stage === '$default' ? '' : `/${stage}`))
}
