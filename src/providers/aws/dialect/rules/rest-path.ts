import type { Rule, RuleInput } from '../../../../model/dialect.ts'
import { isRecord, type Path, record } from '../../../../model/value.ts'

/** Refuses paths that a REST API cannot have. */
export const restPath: Rule = {
  code: 'E4221',
  title: 'Path that no REST API has',
  why: 'API Gateway refuses the import of the API, after role and function were made.',
  *check(input) {
    const variables = new Map<string, string>()
    for (const { api, route, path } of routes(input)) {
      const fault = faultOfPath(route) ?? clash(`${api}`, route, variables)
      if (fault !== undefined)
        yield {
          path,
          message: `The path "${route}" ${fault}.`,
          hint: 'Such as /orders/{id} or /files/{path+}.',
        }
    }
  },
}

interface Route {
  readonly api: string
  readonly route: string
  readonly path: Path
}

function* routes({ resources }: RuleInput): Iterable<Route> {
  for (const { logicalId, type, body, path } of resources) {
    const properties = record(body.Properties)
    if (type === 'AWS::Serverless::Api' && isRecord(record(properties.DefinitionBody).paths))
      for (const route of Object.keys(record(record(properties.DefinitionBody).paths)))
        if (route.startsWith('/'))
          yield { api: logicalId, route, path: [...path, 'Properties', 'DefinitionBody', 'paths', route] }
    if (!type.startsWith('AWS::Serverless::')) continue
    for (const [name, event] of Object.entries(record(properties.Events))) {
      const { Type, Properties } = record(event)
      const { Path: route, RestApiId } = record(Properties)
      if (Type === 'Api' && typeof route === 'string')
        yield {
          api: JSON.stringify(RestApiId ?? ''),
          route,
          path: [...path, 'Properties', 'Events', name, 'Properties', 'Path'],
        }
    }
  }
}

/** From https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
function faultOfPath(route: string): string | undefined {
  if (!route.startsWith('/')) return 'does not begin with a slash'
  if (route === '/') return undefined
  if (route.endsWith('/')) return 'ends with a slash'
  const parts = route.slice(1).split('/')
  if (parts.includes('')) return 'has an empty part'
  const odd = parts.find(part => !/^(\{[\w.:-]+\+*\}|[\w.~:$&'()*+,;=@!%-]+)$/.test(part))
  if (odd !== undefined) return `has the part "${odd}", which is neither a variable in braces nor plain`
  const greedy = parts.findIndex(part => part.endsWith('+}'))
  return greedy < 0 || greedy === parts.length - 1
    ? undefined
    : 'goes on behind a variable that takes all the rest'
}

/** Below one path all variables have one name. */
function clash(api: string, route: string, variables: Map<string, string>): string | undefined {
  const parts = route.split('/')
  for (const [at, part] of parts.entries()) {
    if (!part.startsWith('{')) continue
    const above = `${api} ${parts.slice(0, at).join('/')}`
    const other = variables.get(above)
    if (other !== undefined && other !== part && !part.endsWith('+}') && !other.endsWith('+}'))
      return `has ${part} where another path of the API has ${other}`
    if (other === undefined && !part.endsWith('+}')) variables.set(above, part)
  }
  return undefined
}
