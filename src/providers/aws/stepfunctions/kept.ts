import type { Store } from '../../../model/operation.ts'
import type { Thing } from '../../../model/source.ts'
import { record } from '../../../model/value.ts'
import { account, regional } from '../protocols/scope.ts'

/** The table of state machines, by region and ARN: what AWS shows, and beside it tags, versions and aliases. */
export const machineTable = 'aws.states.machines'

/** Gives the state machines that a local cloud keeps as templates write them. */
export function keptMachines(store: Store): readonly Thing[] {
  return regional(store, machineTable).map(([region, { shown }]) => ({
    id: String(record(shown).name),
    type: 'AWS::StepFunctions::StateMachine',
    properties: {},
    region,
    account,
  }))
}
