import type { Dialect, World } from '../model/dialect.ts'
import { type LookupResults, noLookupResults } from '../model/lookup-results.ts'
import type { Finding } from '../model/template.ts'
import { type Properties, record } from '../model/value.ts'
import { decideConditions } from './conditions.ts'
import { transformsOf } from './macros/names.ts'
import type { Parameters } from './parameters.ts'
import type { Scope } from './scope.ts'

/** What a scope is made of. */
export interface ScopeInput {
  readonly dialect: Dialect
  readonly world: Partial<World>
  readonly lookupResults?: LookupResults | undefined
  readonly parameters: Parameters
  /** The values of parameters that count: all, or those that will not change. */
  readonly values: Properties
  readonly document: Properties
  report(finding: Finding): void
}

/** Makes the scope of a document: what its calls may mean, and which of its conditions hold. */
export function makeScope({ dialect, world, parameters, values, document, ...input }: ScopeInput): Scope {
  const known = Object.entries(pseudoOf(dialect, world)).filter(([, value]) => !holdsUnknown(value))
  const { declared, secrets, types } = parameters
  const scope = {
    parameters: values,
    declared,
    secrets,
    types,
    mappings: record(document.Mappings),
    pseudo: Object.fromEntries(known),
    lookupResults: input.lookupResults ?? noLookupResults,
    // The dialects of other clouds have no macros.
    free: dialect.macros === undefined,
    extensions: transformsOf(document).some(({ name }) => name === dialect.macros?.extensions),
  }
  return { ...scope, conditions: decideConditions(record(document.Conditions), scope, input.report) }
}

/** Tells whether nothing of the world is unknown. */
export function isComplete(world: Partial<World>): world is World {
  const keys: readonly (keyof World)[] = ['account', 'region', 'partition', 'stackName', 'stage']
  return keys.every(key => world[key] !== undefined)
}

/** Stands for the parts of the world that are not known; no pseudo parameter that holds it is used. */
const unknown = '\u0000'

function holdsUnknown(value: Properties[string]): boolean {
  return JSON.stringify(value).includes('\\u0000')
}

/** Gives the pseudo parameters of a dialect by name, those of the unknown parts of the world among them. */
export function pseudoOf(dialect: Dialect, world: Partial<World>): Properties {
  return dialect.pseudo({
    account: world.account ?? unknown,
    region: world.region ?? unknown,
    partition: world.partition ?? unknown,
    stackName: world.stackName ?? unknown,
    stage: world.stage ?? unknown,
  })
}
