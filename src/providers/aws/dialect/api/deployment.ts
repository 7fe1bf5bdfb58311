import { canonical, isList, isRecord, type Value } from '../../../../model/value.ts'
import { given, ref } from '../calls.ts'
import { digest } from '../logical-id.ts'
import { policyKey } from '../open-api/swagger-policy.ts'
import type { GeneratedResource, Source, TransformContext } from '../transform-context.ts'

/**
 * Makes the deployment of a REST API. Its ID holds a hash of the definition, so that a change deploys anew.
 * The service hashes the text that Python 2 printed; here it is the sorted JSON.
 */
export function deploymentOf(
  source: Source,
  api: GeneratedResource,
  context: TransformContext,
): GeneratedResource {
  const { id, properties, passed } = source
  const body = api.properties.Body ?? api.properties.BodyS3Location
  const version = given(properties.OpenApiVersion) ? {} : { StageName: 'Stage' }
  const common = { RestApiId: ref(id), ...version }
  const base = { type: 'AWS::ApiGateway::Deployment', attributes: passed }
  if (!given(body)) return { id: `${id}Deployment`, properties: common, ...base }
  const hash = digest(hashInput(source, body, context))
  return {
    id: `${id}Deployment${hash.slice(0, 10)}`,
    properties: { ...common, Description: `RestApi deployment id: ${hash}` },
    ...base,
  }
}

/** What a deployment depends on; with `AlwaysDeploy` on the second of the clock alone, where there is a clock. */
function hashInput({ id, properties }: Source, body: Value, { now, boundNames }: TransformContext): string {
  if (given(properties.AlwaysDeploy) && now !== undefined) return String(Math.floor(now.getTime() / 1000))
  const parts = [
    withoutOrder(body),
    properties.OpenApiVersion ?? null,
    properties.Domain ?? null,
    boundNames.get(id) ?? null,
  ]
  return parts.filter(given).map(canonical).join('||')
}

/** Functions bring statements to the policy in the order that they stand in; another order is no change. */
function withoutOrder(body: Value): Value {
  const policy = isRecord(body) ? body[policyKey] : undefined
  if (!isRecord(body) || policy === undefined) return body
  return { ...body, [policyKey]: inOneOrder(policy) }
}

function inOneOrder(value: Value): Value {
  if (isList(value)) {
    const texts = value.map(inOneOrder).map((item): [string, Value] => [canonical(item), item])
    return texts.sort(([left], [right]) => (left < right ? -1 : 1)).map(([, item]) => item)
  }
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inOneOrder(item)]))
}
