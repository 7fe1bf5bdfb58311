import type { Known } from '../../src/model/resolver.ts'
import type { Stack } from '../../src/model/stack.ts'
import type { ResourceState, State } from '../../src/model/state.ts'
import { record } from '../../src/model/value.ts'
import { fakeResolver } from './fake-resolver.ts'

/** Makes the state that a deploy of a stack leaves: every resource is there, under its logical ID and instance `i-…`. */
export function deployedState(stack: Stack, secrets: Readonly<Record<string, string>> = {}): State {
  const { redacted } = fakeResolver(secrets)
  const known: Known = logicalId =>
    logicalId in stack.resources ? { Ref: `p-${logicalId}`, Arn: `arn:${logicalId}` } : undefined
  const resources = Object.values(stack.resources).map((resource): [string, ResourceState] => {
    const { logicalId, type, dependsOn, deletionPolicy } = resource
    const properties = record(redacted(resource.properties, known))
    return [
      logicalId,
      {
        logicalId,
        type,
        physicalId: `p-${logicalId}`,
        name: typeof properties.Name === 'string' ? properties.Name : `p-${logicalId}`,
        instance: `i-${logicalId}`,
        properties,
        attributes: { Arn: `arn:${logicalId}` },
        dependsOn,
        deletionPolicy,
        status: 'ready',
        since: '2026-01-01T00:00:00.000Z',
      },
    ]
  })
  return {
    version: 3,
    serial: 7,
    lineage: 'l',
    stack: stack.name,
    stage: 'dev',
    target: 'fake',
    provider: 'fake',
    resources: Object.fromEntries(resources),
    deposed: [],
    outputs: {},
    exports: {},
    imports: [],
    key: '00'.repeat(32),
  }
}

/** Gives a state with one resource changed. */
export function withResource(state: State, logicalId: string, change: Partial<ResourceState>): State {
  const old = state.resources[logicalId]
  if (old === undefined) throw new Error(`no ${logicalId}`)
  return { ...state, resources: { ...state.resources, [logicalId]: { ...old, ...change } } }
}
