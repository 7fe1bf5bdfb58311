import { isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { given, isIntrinsic } from '../calls.ts'
import { type DraftMap, draftOf } from '../draft.ts'
import { refuse } from '../refusal.ts'
import { anyMethod, integrationKey, pathItems, pathsOf } from './paths.ts'

const fields = ['AllowMethods', 'AllowHeaders', 'AllowOrigin', 'MaxAge', 'AllowCredentials']
const allMethods = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH']
const place = ['Properties', 'Cors']

/** Reads `Cors` of an API: an origin alone, or what else is allowed beside it. */
export function corsOf(id: string, cors: Value): Properties {
  if (typeof cors === 'string' || isIntrinsic(cors)) return { AllowOrigin: cors }
  if (!isRecord(cors)) return refuse(id, 'Cors must be a text or a map.', place)
  const unknown = Object.keys(cors).find(key => !fields.includes(key))
  if (unknown !== undefined) refuse(id, `Cors has no property ${unknown}.`, [...place, unknown])
  const settings: Properties = { AllowOrigin: "'*'", ...cors }
  if (settings.AllowCredentials === true && settings.AllowOrigin === "'*'")
    refuse(id, "AllowCredentials cannot be true while AllowOrigin is '*' or not set.", place)
  return settings
}

/** Adds to every path the OPTIONS by which browsers ask what they may do. */
export function addCors(id: string, doc: DraftMap, settings: Properties): void {
  const seen = new Set<string>()
  for (const path of Object.keys(pathsOf(doc))) {
    const plain = path === '/' ? path : path.replace(/\/+$/, '')
    if (seen.has(plain)) continue
    seen.add(plain)
    let allowed: Value | undefined = settings.AllowMethods
    for (const item of pathItems(doc, path)) {
      if (Object.hasOwn(item, 'options')) continue
      if (!given(settings.AllowOrigin)) refuse(id, 'Cors needs AllowOrigin.', place)
      if (!given(allowed)) allowed = methodsOf(item)
      item.options = draftOf(preflight({ ...settings, AllowMethods: allowed }))
    }
  }
}

function methodsOf(item: DraftMap): string {
  const names = Object.keys(item)
  const methods = names.includes(anyMethod) ? allMethods : [...names, 'options']
  return `'${[...new Set(methods.map(name => name.toUpperCase()))].sort().join(',')}'`
}

function preflight(settings: Properties): Properties {
  const headers = headersOf(settings)
  const parameters = headers.map(([name, value]) => [`method.response.header.${name}`, value])
  return {
    summary: 'CORS support',
    consumes: ['application/json'],
    produces: ['application/json'],
    [integrationKey]: {
      type: 'mock',
      requestTemplates: { 'application/json': '{\n  "statusCode" : 200\n}\n' },
      responses: {
        default: {
          statusCode: '200',
          responseParameters: Object.fromEntries(parameters),
          responseTemplates: { 'application/json': '{}\n' },
        },
      },
    },
    responses: {
      '200': {
        description: 'Default response for CORS method',
        headers: Object.fromEntries(headers.map(([name, , type]) => [name, { type }])),
      },
    },
  }
}

function headersOf(settings: Properties): readonly (readonly [string, Value, string])[] {
  const { AllowOrigin, AllowHeaders, AllowMethods, MaxAge, AllowCredentials } = settings
  const found: [string, Value, string][] = [['Access-Control-Allow-Origin', AllowOrigin ?? null, 'string']]
  if (given(AllowHeaders)) found.push(['Access-Control-Allow-Headers', AllowHeaders, 'string'])
  if (given(AllowMethods)) found.push(['Access-Control-Allow-Methods', AllowMethods, 'string'])
  if (MaxAge !== undefined && MaxAge !== null) found.push(['Access-Control-Max-Age', MaxAge, 'integer'])
  if (AllowCredentials === true) found.push(['Access-Control-Allow-Credentials', "'true'", 'string'])
  return found
}
