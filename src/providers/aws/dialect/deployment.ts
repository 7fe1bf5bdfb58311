import { canonical, type Value } from '../../../model/value.ts'
import { given, ref } from './calls.ts'
import { digest } from './logical-id.ts'
import type { Made, Source, Work } from './work.ts'

/**
 * Makes the deployment of a REST API. Its ID holds a hash of the definition, so that a change deploys anew.
 * The service hashes the text that Python 2 printed; here it is the sorted JSON.
 */
export function deploymentOf(source: Source, api: Made, work: Work): Made {
  const { id, properties, passed } = source
  const body = api.properties.Body ?? api.properties.BodyS3Location
  const version = given(properties.OpenApiVersion) ? {} : { StageName: 'Stage' }
  const common = { RestApiId: ref(id), ...version }
  const base = { type: 'AWS::ApiGateway::Deployment', attributes: passed }
  if (!given(body)) return { id: `${id}Deployment`, properties: common, ...base }
  const hash = digest(hashInput(source, body, work))
  return {
    id: `${id}Deployment${hash.slice(0, 10)}`,
    properties: { ...common, Description: `RestApi deployment id: ${hash}` },
    ...base,
  }
}

/** What a deployment depends on; with `AlwaysDeploy` on the second of the clock alone, where there is a clock. */
function hashInput({ id, properties }: Source, body: Value, { now, boundNames }: Work): string {
  if (given(properties.AlwaysDeploy) && now !== undefined) return String(Math.floor(now.getTime() / 1000))
  const parts = [
    body,
    properties.OpenApiVersion ?? null,
    properties.Domain ?? null,
    boundNames.get(id) ?? null,
  ]
  return parts.filter(given).map(canonical).join('||')
}
