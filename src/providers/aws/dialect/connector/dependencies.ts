import { isRecord } from '../../../../model/value.ts'
import { namedBy } from '../calls.ts'
import { type Draft, own } from '../draft.ts'
import type { Work } from '../work.ts'

/** Lets a resource wait for another. */
export function addDependency(work: Work, id: string, needed: string): void {
  const body = Object.hasOwn(work.resources, id) ? work.resources[id] : undefined
  if (body !== undefined) body.DependsOn = withNew(listOf(body.DependsOn), [needed])
}

/** Lets everything that waits for a connector wait for what it has become. */
export function replaceDependency(work: Work, id: string, made: readonly string[]): void {
  for (const body of Object.values(work.resources)) {
    const held = listOf(body.DependsOn)
    if (!held.includes(id)) continue
    body.DependsOn = withNew(
      held.filter(item => item !== id),
      made,
    )
  }
}

/** Lists the mappings that hand the events of a source to a function. */
export function mappingBetween(work: Work, sourceId: string, functionId: string): readonly string[] {
  return Object.entries(work.resources)
    .filter(([, body]) => {
      const properties = own(body, 'Properties')
      if (body.Type !== 'AWS::Lambda::EventSourceMapping' || !isRecord(properties)) return false
      return (
        namedBy(properties.FunctionName) === functionId && namedBy(properties.EventSourceArn) === sourceId
      )
    })
    .map(([id]) => id)
}

function listOf(value: Draft | undefined): readonly Draft[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

function withNew(held: readonly Draft[], added: readonly string[]): Draft[] {
  return [...held, ...added.filter(item => !held.includes(item))]
}
