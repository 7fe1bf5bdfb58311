import type { Operation, WireCall } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { entriesIn, entry, keyIn } from '../protocols/scope.ts'
import { targetService } from '../protocols/target.ts'

const on = targetService('logs')

/** The three calls on one kind of filter: `SubscriptionFilter`. */
function filters(kind: string, list: string, checkGroup: CheckGroup): readonly Operation[] {
  const table = filterTable(kind)
  const keyOf = (call: WireCall, { logGroupName, filterName }: Properties) =>
    keyIn(call, `${String(logGroupName)}|${String(filterName)}`)
  return [
    on(`Put${kind}`, (call, input) => {
      checkGroup(call, input)
      call.store.put(table, keyOf(call, input), { ...input, creationTime: call.now.getTime() })
      return {}
    }),
    on(`Describe${kind}s`, (call, { logGroupName, filterNamePrefix = '' }) => {
      if (logGroupName !== undefined) checkGroup(call, { logGroupName })
      const found = entriesIn(call, table).filter(
        one =>
          (logGroupName === undefined || one.logGroupName === logGroupName) &&
          String(one.filterName).startsWith(String(filterNamePrefix)),
      )
      return { [list]: found }
    }),
    on(`Delete${kind}`, (call, input) => {
      if (entry(call.store, table, keyOf(call, input)) === undefined)
        throw fault(400, 'ResourceNotFoundException', 'The specified filter does not exist.')
      call.store.delete(table, keyOf(call, input))
      return {}
    }),
  ]
}

/** Throws where the group of a call is not there. */
type CheckGroup = (call: WireCall, input: Properties) => unknown

function filterTable(kind: string): string {
  return `aws.logs.${kind}`
}

const kinds = { SubscriptionFilter: 'subscriptionFilters', MetricFilter: 'metricFilters' }

/** CloudWatch Logs' calls on filters, which a group has and takes with it. */
export function filterCalls(checkGroup: CheckGroup): readonly Operation[] {
  return Object.entries(kinds).flatMap(([kind, list]) => filters(kind, list, checkGroup))
}

/** Takes away the filters of a group. */
export function dropFilters(call: WireCall, group: string): void {
  for (const table of Object.keys(kinds).map(filterTable))
    for (const { logGroupName, filterName } of entriesIn(call, table))
      if (logGroupName === group) call.store.delete(table, keyIn(call, `${group}|${String(filterName)}`))
}
