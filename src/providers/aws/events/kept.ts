import type { Store } from '../../../model/operation.ts'
import type { Thing } from '../../../model/source.ts'
import { record } from '../../../model/value.ts'
import { account, regional } from '../protocols/scope.ts'

/** The table of rules, by region and name. */
export const ruleTable = 'aws.events.rules'

/** Gives the rules that a local cloud keeps as templates write them. */
export function keptRules(store: Store): readonly Thing[] {
  return regional(store, ruleTable).map(([region, { targets, ...rule }]) => ({
    id: String(rule.Name),
    type: 'AWS::Events::Rule',
    properties: { ...rule, Targets: Object.values(record(targets)) },
    region,
    account,
  }))
}
