import { isRecord } from '../../../../model/value.ts'
import { namedBy } from '../calls.ts'
import { type Draft, own } from '../draft.ts'
import type { TransformContext } from '../transform-context.ts'

/** Lets a resource wait for another. */
export function addDependency(context: TransformContext, id: string, needed: string): void {
  const body = Object.hasOwn(context.resources, id) ? context.resources[id] : undefined
  if (body !== undefined) body.DependsOn = withNew(listOf(body.DependsOn), [needed])
}

/** Lets everything that waits for a connector wait for what it has become. */
export function replaceDependency(context: TransformContext, id: string, made: readonly string[]): void {
  for (const body of Object.values(context.resources)) {
    const held = listOf(body.DependsOn)
    if (!held.includes(id)) continue
    body.DependsOn = withNew(
      held.filter(item => item !== id),
      made,
    )
  }
}

/** Lists the mappings that hand the events of a source to a function. */
export function mappingBetween(
  context: TransformContext,
  sourceId: string,
  functionId: string,
): readonly string[] {
  return Object.entries(context.resources)
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
