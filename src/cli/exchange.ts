import { FnxError } from '../model/diagnostic.ts'
import type { State } from '../model/state.ts'
import { type ExchangeInput, unexchangeable } from '../plan/exchange.ts'
import { readState } from '../state/read-state.ts'
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
  const states = await Promise.all(others.map(other => readState(stateFolder(folder, other))))
  return states.filter(state => state !== undefined)
}

/** Ends with 2 where a plan would take or change what other stacks export or import. */
export async function checkExchange({
  folder,
  key,
  ...input
}: Omit<ExchangeInput, 'others'> & { readonly folder: string; readonly key: StackKey }): Promise<void> {
  const { plan, state } = input
  const alone = Object.keys(state.exports).length === 0
  if (alone && plan.stack.outputs.every(({ exportName }) => exportName === undefined)) return
  const found = unexchangeable({ ...input, others: await neighbours(folder, key) })
  if (found.length > 0) throw new FnxError(found, 2)
}
