import type { Exchange } from '../../apply/run.ts'
import { type Diagnostic, FnxError } from '../../model/diagnostic.ts'
import type { State } from '../../model/state.ts'
import { equal, own, type Properties } from '../../model/value.ts'
import { type ExchangeInput, unexchangeable, withdrawn } from '../../plan/exchange.ts'
import { readState } from '../../state/read-state.ts'
import { type StackKey, stackKeys, stateFolder } from './stacks.ts'

/** Reads the states of the other stacks of a project at the same place: exports and imports go among them. */
export async function neighbours(folder: string, key: StackKey): Promise<readonly State[]> {
  const { provider, target, stage, stack } = key
  const others = (await stackKeys(folder)).filter(
    other =>
      other.provider === provider &&
      other.target === target &&
      (other.stage !== stage || other.stack !== stack),
  )
  const states = await Promise.all(others.map(other => readState(stateFolder(folder, other), other)))
  return states.filter(state => state !== undefined)
}

/** A plan, and where to look for the stacks beside its own. */
export interface Beside extends Omit<ExchangeInput, 'others'> {
  readonly folder: string
  readonly key: StackKey
  /** Where the template takes an export, for what is found of it. */
  readonly importAt?: ((name: string) => Pick<Diagnostic, 'location'>) | undefined
}

/** Ends with 2 where a plan would take or change what other stacks export or import. */
export async function checkExchange({ folder, key, ...input }: Beside): Promise<void> {
  const { plan, state } = input
  const alone = Object.keys(state.exports).length === 0
  if (alone && plan.stack.outputs.every(({ exportName }) => exportName === undefined)) return
  const found = unexchangeable({ ...input, others: await neighbours(folder, key) })
  if (found.length > 0) throw new FnxError(found, 2)
}

/** Says what a run exchanges with other stacks; `given` are the exports that the template was given, by name. */
export function exchangeOf(beside: Beside, given: Properties): Exchange {
  const { plan, folder, key, importAt } = beside
  const names = (plan.stack.imports ?? []).filter(name => Object.hasOwn(given, name))
  const taken = withdrawn(beside)
  return {
    withdrawn: taken,
    async check() {
      if (taken.length + names.length === 0) return
      await checkExchange(beside)
      const others = await neighbours(folder, key)
      const lost = names.filter(
        name => !others.some(({ exports }) => equal(own(exports, name), own(given, name))),
      )
      if (lost.length > 0)
        throw new FnxError(lost.map(name => ({ ...goneExport(name), ...importAt?.(name) })))
    },
  }
}

function goneExport(name: string) {
  return {
    code: 'E5012',
    message: `The export "${name}" went away or changed while this run began.`,
    hint: 'Run the command again.',
  }
}
