import type { Thing, Things } from '../../../model/source.ts'
import { list, type Properties, record, type Value } from '../../../model/value.ts'

/** One way to call a function. */
export interface Approach {
  /** `lambda:InvokeFunction`. */
  readonly action: string
  /** `apigateway.amazonaws.com`, or `*` for anybody. */
  readonly principal: string
  /** What conditions can ask for, by their keys in lower case; one of the values must fit. */
  readonly facts: Readonly<Record<string, readonly string[]>>
}

/**
 * Tells whether the policy of a function lets it be called. A function of a template has none to look at, and may be called.
 * https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export function mayCall(things: Things, target: Value | undefined, approach: Approach): boolean {
  const id = things.functionAt(target)
  const policies = things.ofType('AWS::Lambda::Function').find(one => one.id === id)?.properties.Policies
  if (policies === undefined) return true
  return list(record(policies)[qualifierIn(target)]).some(item => allows(record(item), approach))
}

// A version or an alias has a policy of its own; $LATEST is the function itself.
function qualifierIn(target: Value | undefined): string {
  const [, qualifier = ''] = /:function:[\w-]+:([\w-]+)/.exec(String(target)) ?? []
  return qualifier
}

function allows(statement: Properties, { action, principal, facts }: Approach): boolean {
  const named = record(statement.Principal)
  const who = typeof statement.Principal === 'string' ? statement.Principal : (named.Service ?? named.AWS)
  if (who !== '*' && who !== principal) return false
  if (!fits(String(statement.Action), action)) return false
  return Object.entries(record(statement.Condition)).every(([operator, asked]) =>
    Object.entries(record(asked)).every(([key, wanted]) =>
      (facts[key.toLowerCase()] ?? []).some(fact =>
        operator === 'ArnLike' ? fits(String(wanted), fact) : String(wanted) === fact,
      ),
    ),
  )
}

/** `*` stands for any text and `?` for one letter. */
function fits(pattern: string, text: string): boolean {
  const escaped = pattern.replaceAll(/[$()+.[\\\]^{|}]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text)
}

/** A route of an API with the address that it leads to. */
export interface Lead {
  readonly target: Value | undefined
  /** The role that API Gateway calls by, where there is one: then the policy of the function is not asked. */
  readonly credentials: Value | undefined
  readonly method: string
  /** `/a/{id}` or `$default`. */
  readonly path: string
  readonly stage: string | undefined
}

/**
 * Tells whether an API may call the function that a route leads to.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
 */
export function apiMayCall(things: Things, { id, region, account }: Thing, lead: Lead): boolean {
  if (typeof lead.credentials === 'string' && lead.credentials !== '') return true
  const { method, stage = '*', path } = lead
  const words = method === 'ANY' ? ['ANY', '*', 'GET'] : [method]
  const places = words.map(word => `${word}/${path.replace(/^\//, '')}`)
  const all = path === '$default' ? [...places, '$default'] : places
  const api = `arn:${partitionIn(lead.target)}:execute-api:${region}:${account}:${id}/${stage}`
  return mayCall(things, lead.target, {
    action: 'lambda:InvokeFunction',
    principal: 'apigateway.amazonaws.com',
    facts: { 'aws:sourcearn': all.map(place => `${api}/${place}`), 'aws:sourceaccount': [account] },
  })
}

/**
 * Tells whether a rule of the default bus may call the function of a target.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export function ruleMayCall(things: Things, { id, region, account }: Thing, target: Properties): boolean {
  if (typeof target.RoleArn === 'string') return true
  const rule = `arn:${partitionIn(target.Arn)}:events:${region}:${account}:rule/${id}`
  return mayCall(things, target.Arn, {
    action: 'lambda:InvokeFunction',
    principal: 'events.amazonaws.com',
    facts: { 'aws:sourcearn': [rule], 'aws:sourceaccount': [account] },
  })
}

// Whoever calls a function is in its partition.
function partitionIn(target: Value | undefined): string {
  return /arn:([\w-]+):lambda:/.exec(String(target))?.[1] ?? 'aws'
}
