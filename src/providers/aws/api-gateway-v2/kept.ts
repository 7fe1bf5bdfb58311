import type { Store } from '../../../model/operation.ts'
import type { Thing } from '../../../model/source.ts'
import { type Properties, record, type Value } from '../../../model/value.ts'
import { account, regional } from '../protocols/scope.ts'

/** The table of HTTP APIs, by region and id: what AWS shows, and beside it the body, stages, integrations and routes. */
export const httpApiTable = 'aws.apigatewayv2.apis'

/** Gives the HTTP APIs that a local cloud keeps, and their parts, as templates write them. */
export function keptHttpApis(store: Store): readonly Thing[] {
  return regional(store, httpApiTable).flatMap(([region, found]) => {
    const place = { region, account }
    const { apiId, corsConfiguration, protocolType = 'HTTP' } = record(found.shown)
    const api = String(apiId)
    const cors = corsConfiguration === undefined ? {} : { CorsConfiguration: corsConfiguration }
    const stages = partsIn(found.stages)
    // What has no stage is not served.
    const Body = stages.length === 0 ? {} : (found.body ?? {})
    const served = stages.length === 0 ? [] : [...partsIn(found.integrations), ...partsIn(found.routes)]
    return [
      {
        ...place,
        id: api,
        type: 'AWS::ApiGatewayV2::Api',
        properties: { Body, ProtocolType: protocolType, ...cors },
      },
      ...[...stages, ...served].map(part => ({ ...place, ...partOf(api, part) })),
    ]
  })
}

function partsIn(table: Value | undefined): readonly Properties[] {
  return Object.values(record(table)).map(record)
}

function partOf(ApiId: string, part: Properties): Pick<Thing, 'id' | 'type' | 'properties'> {
  if (part.stageName !== undefined)
    return {
      id: `${ApiId}/${part.stageName}`,
      type: 'AWS::ApiGatewayV2::Stage',
      properties: { ApiId, StageName: part.stageName },
    }
  if (part.routeKey !== undefined)
    return {
      id: String(part.routeId),
      type: 'AWS::ApiGatewayV2::Route',
      properties: { ApiId, RouteKey: part.routeKey, Target: part.target ?? '' },
    }
  return {
    id: String(part.integrationId),
    type: 'AWS::ApiGatewayV2::Integration',
    properties: {
      ApiId,
      IntegrationUri: part.integrationUri ?? '',
      PayloadFormatVersion: part.payloadFormatVersion ?? '2.0',
      ...(part.credentialsArn === undefined ? {} : { CredentialsArn: part.credentialsArn }),
    },
  }
}
