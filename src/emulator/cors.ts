import type { CorsRule } from '../model/stack.ts'

type Headers = readonly (readonly [string, string])[]

/** Gives the headers that let the page of an origin read an answer; none when the rule does not name the origin. */
export function corsHeaders(rule: CorsRule, origin: string | undefined): Headers {
  const allowed = allowedOrigin(rule, origin)
  if (allowed === undefined) return []
  return [
    ['access-control-allow-origin', allowed],
    ...(allowed === '*' ? [] : [['vary', 'Origin'] as const]),
    ...(rule.credentials ? [['access-control-allow-credentials', 'true'] as const] : []),
    ...(rule.exposed.length > 0 ? [['access-control-expose-headers', rule.exposed.join(',')] as const] : []),
  ]
}

/** Gives the headers that answer the question of a browser before it sends the real request. */
export function preflightHeaders(rule: CorsRule, origin: string | undefined): Headers {
  const headers = corsHeaders(rule, origin)
  if (headers.length === 0) return []
  return [
    ...headers,
    ['access-control-allow-methods', rule.methods.join(',')],
    ['access-control-allow-headers', rule.headers.join(',')],
    ...(rule.maxAge === undefined ? [] : [['access-control-max-age', String(rule.maxAge)] as const]),
  ]
}

function allowedOrigin({ origins, credentials }: CorsRule, origin: string | undefined): string | undefined {
  if (origin === undefined) return undefined
  if (origins.includes('*')) return credentials ? origin : '*'
  return origins.some(allowed => fits(allowed, origin)) ? origin : undefined
}

function fits(allowed: string, origin: string): boolean {
  const star = allowed.indexOf('*')
  if (star < 0) return allowed === origin
  return origin.startsWith(allowed.slice(0, star)) && origin.endsWith(allowed.slice(star + 1))
}
