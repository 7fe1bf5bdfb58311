import { equal, isList, isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { given, present, sub } from '../calls.ts'
import { type Draft, type DraftMap, draftOf, isMap, mapAt } from '../draft.ts'
import { refuseTemplate } from '../refusal.ts'
import { anyMethod, pathItems } from './paths.ts'

/** The key of a definition's resource policy. */
export const policyKey = 'x-amazon-apigateway-policy'

/** Adds to the policy of an API who may call one path: accounts, addresses and VPCs, allowed or denied. */
export function addPathPolicy(
  doc: DraftMap,
  policy: Properties,
  place: { path: string; stage: Value },
): void {
  const policed: PathPolicy = { doc, resources: resourcesOf(doc, place) }
  addAccounts(policed, policy.AwsAccountWhitelist, 'Allow')
  addAccounts(policed, policy.AwsAccountBlacklist, 'Deny')
  addAddresses(policed, policy.IpRangeWhitelist, 'NotIpAddress')
  addAddresses(policed, policy.IpRangeBlacklist, 'IpAddress')
  const denied = networks(
    policy.SourceVpcBlacklist,
    policy.IntrinsicVpcBlacklist,
    policy.IntrinsicVpceBlacklist,
  )
  addNetworks(policed, denied, 'StringEquals')
  const allowed = networks(
    policy.SourceVpcWhitelist,
    policy.IntrinsicVpcWhitelist,
    policy.IntrinsicVpceWhitelist,
  )
  addNetworks(policed, allowed, 'StringNotEquals')
  mapAt(doc, policyKey)
}

/** Adds statements as they are written. */
export function addStatements(doc: DraftMap, statements: Value): void {
  const policy = mapAt(doc, policyKey)
  policy.Version = '2012-10-17'
  if (policy.Statement === undefined || policy.Statement === null) policy.Statement = draftOf(statements)
  else addOnce(doc, isList(statements) ? statements : [statements])
}

/** The policy of one path that is being written. */
interface PathPolicy {
  readonly doc: DraftMap
  readonly resources: readonly Properties[]
}

/** Gives `execute-api` resources of every method of a path. */
function resourcesOf(doc: DraftMap, { path, stage }: { path: string; stage: Value }): readonly Properties[] {
  const pattern = apiPath(path)
  return pathItems(doc, path)
    .flatMap(item => Object.keys(item))
    .map(method =>
      method.toLowerCase() === anyMethod || method.toLowerCase() === 'any' ? '*' : method.toUpperCase(),
    )
    .map(method => sub(`execute-api:/\${__Stage__}/${method}${pattern}`, { __Stage__: stage }))
}

/** Gives a path of an API with `*` for each parameter. */
export function apiPath(path: string): string {
  return path.replace(/\{([a-zA-Z0-9._-]+|[a-zA-Z0-9._-]+\+|proxy\+)\}/g, '*')
}

function addAccounts(
  { doc, resources }: PathPolicy,
  accounts: Value | undefined,
  effect: 'Allow' | 'Deny',
): void {
  if (!given(accounts)) return
  if (!isRecord(accounts) && !isList(accounts))
    refuseTemplate('The accounts of a resource policy must be a list or a map.')
  const policy = mapAt(doc, policyKey)
  policy.Version = '2012-10-17'
  const statement = draftOf({
    Effect: effect,
    Action: 'execute-api:Invoke',
    Resource: resources,
    Principal: { AWS: isList(accounts) ? accounts : [accounts] },
  })
  const held = policy.Statement
  policy.Statement = held === undefined || held === null ? statement : [...listOf(held), statement]
}

function addAddresses(
  policed: PathPolicy,
  addresses: Value | undefined,
  test: 'IpAddress' | 'NotIpAddress',
): void {
  if (!given(addresses)) return
  const list = isList(addresses) ? addresses : [addresses]
  allowExcept(policed, { [test]: { 'aws:SourceIp': list } })
}

interface Networks {
  readonly vpcs: readonly Value[] | undefined
  readonly endpoints: readonly Value[] | undefined
}

function networks(
  literal: Value | undefined,
  vpcs: Value | undefined,
  endpoints: Value | undefined,
): Networks {
  const texts = itemsOf(literal) ?? []
  const all = texts.flatMap(item => (typeof item === 'string' ? item : []))
  if (all.length < texts.length)
    refuseTemplate(
      'SourceVpcWhitelist and SourceVpcBlacklist take lists of texts; for calls there are IntrinsicVpc lists.',
    )
  return {
    vpcs: joined(prefixed(all, 'vpc-'), itemsOf(vpcs)),
    endpoints: joined(prefixed(all, 'vpce-'), itemsOf(endpoints)),
  }
}

/** Goes through a value as the service does, which takes a text letter by letter and a map key by key. */
function itemsOf(value: Value | undefined): readonly Value[] | undefined {
  if (isList(value)) return value
  if (typeof value === 'string') return [...value]
  return isRecord(value) ? Object.keys(value) : undefined
}

function prefixed(ids: readonly string[], prefix: string): readonly string[] {
  return ids.filter(id => id.startsWith(prefix))
}

/** A list that is written counts even when it is empty. */
function joined(
  found: readonly Value[],
  written: readonly Value[] | undefined,
): readonly Value[] | undefined {
  return found.length === 0 && written === undefined ? undefined : [...found, ...(written ?? [])]
}

function addNetworks(
  policed: PathPolicy,
  { vpcs, endpoints }: Networks,
  test: 'StringEquals' | 'StringNotEquals',
): void {
  if (!given(vpcs) && !given(endpoints)) return
  const sources = present({ 'aws:SourceVpc': vpcs, 'aws:SourceVpce': endpoints })
  allowExcept(policed, { [test]: sources })
}

function allowExcept({ doc, resources }: PathPolicy, condition: Properties): void {
  const common = { Action: 'execute-api:Invoke', Resource: resources, Principal: '*' }
  const policy = mapAt(doc, policyKey)
  policy.Version = '2012-10-17'
  addOnce(doc, [
    { Effect: 'Allow', ...common },
    { Effect: 'Deny', ...common, Condition: condition },
  ])
}

function addOnce(doc: DraftMap, statements: readonly Value[]): void {
  const policy = mapAt(doc, policyKey)
  const held = listOf(policy.Statement)
  for (const statement of statements)
    if (!held.some(known => equal(known, statement))) held.push(draftOf(statement))
  policy.Statement = held
}

function listOf(value: Draft | undefined): Draft[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? [...value] : isMap(value) ? [value] : [value]
}
