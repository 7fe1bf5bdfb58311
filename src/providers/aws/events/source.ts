import type { Source, Thing, Things } from '../../../model/source.ts'
import type { Timer } from '../../../model/stack.ts'
import { list, type Properties, record } from '../../../model/value.ts'
import { ruleMayCall } from '../contract/permission.ts'
import { timerOf } from './timer.ts'

/** Rules with a schedule. */
export const source: Source = {
  types: ['AWS::Events::Rule'],
  read(things) {
    const rules = things.ofType('AWS::Events::Rule')
    return {
      timers: [...rules.flatMap(rule => timersOf(rule, list(rule.properties.Targets).map(record), things))],
    }
  },
}

function timersOf(rule: Thing, targets: readonly Properties[], things: Things): readonly Timer[] {
  const { id, properties, region, account } = rule
  if (properties.ScheduleExpression === undefined) return []
  return targets.flatMap(target => {
    const functionId = things.functionAt(target.Arn)
    const world = { account, region }
    if (functionId === undefined) return []
    const timer = timerOf({ name: id, rule: properties, target, functionId, world })
    return [ruleMayCall(things, rule, target) ? timer : { ...timer, refused: true }]
  })
}
