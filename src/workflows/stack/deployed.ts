import { FnxError } from '../../model/diagnostic.ts'
import type { Emit } from '../../model/event.ts'
import type { Provider } from '../../model/provider.ts'
import { clouds } from '../../providers/index.ts'
import type { StackArguments } from '../arguments.ts'
import type { WorkflowContext } from '../context.ts'
import type { Reporter } from '../reporter.ts'
import { openTarget, type Target } from '../target/target.ts'
import { unknownFunction } from '../unknown-function.ts'
import {
  ambiguous,
  type Deployed,
  deployedAt,
  type Found,
  foundStacks,
  regionAndAccount,
  type StackKey,
  titleOf,
} from './stacks.ts'

/** A deployed stack whose target is reached. */
export interface Reached extends Deployed {
  readonly provider: Provider
  readonly target: Target
}

/** Finds a deployed stack by its state and connects to where it lives; the caller closes the target. */
export async function reachStack(
  context: WorkflowContext,
  args: StackArguments,
  reporter: Reporter,
): Promise<Reached> {
  const found = await foundStacks(context, args)
  const { folder, keys } = found
  // Nothing is called for a stack that is not there.
  if (keys.length === 1) await deployedAt(args, { folder, key: keys[0] })
  const reached = await reachKey(context, args, { ...found, emit: reporter.emit })
  try {
    return { ...reached, ...(await deployedAt(args, { folder, key: reached.key })) }
  } catch (error) {
    await reached.target.close()
    throw error
  }
}

/**
 * Finds the one stack with a state that arguments mean. Where it is in several accounts and --account does not
 * say which, the credentials tell, so these are asked whose they are.
 */
export async function foundStack(
  context: WorkflowContext,
  args: StackArguments,
  { emit }: Pick<Reporter, 'emit'>,
): Promise<Omit<Deployed, 'state'>> {
  const found = await foundStacks(context, args)
  const { folder, keys } = found
  if (keys.length === 1) return { folder, key: keys[0] }
  const named = args.profile !== undefined || args.endpoint !== undefined
  if (!named) throw ambiguous(keys)
  const { key, target } = await reachKey(context, args, { ...found, emit })
  await target.close()
  return { folder, key }
}

/** Connects to the region of the stacks that were found, and gives the one of the account that is reached. */
async function reachKey(
  context: WorkflowContext,
  args: StackArguments,
  { folder, keys, emit }: Found & { readonly emit: Emit },
): Promise<{ readonly key: StackKey; readonly provider: Provider; readonly target: Target }> {
  const provider = await providerOf(keys[0].provider)
  const { region } = regionAndAccount(keys[0].target)
  const there = region === undefined ? args : { ...args, region }
  const target = await openTarget(context, there, { provider, folder, emit })
  const key = keys.find(one => one.target === target.key)
  if (key !== undefined) return { key, provider, target }
  await target.close()
  throw new FnxError({
    code: 'E0012',
    message: `Stack ${keys.map(titleOf).join(' and ')} is not where these credentials reach: account ${regionAndAccount(target.key).account ?? target.key}.`,
    hint: 'Use the credentials of that account, such as with --profile.',
  })
}

/** Gives the provider of a cloud by its name. */
export async function providerOf(name: string): Promise<Provider> {
  const cloud = clouds.find(entry => entry.name === name)
  if (cloud !== undefined) return cloud.provider()
  throw new FnxError({ code: 'E0012', message: `This fnx knows no cloud ${name}.`, hint: 'Update fnx.' })
}

/** A deployed function, by the template's name and by the cloud's. */
export interface NamedFunction {
  readonly logicalId: string
  readonly physicalId: string
}

/** Finds the physical ID of a deployed function by its logical ID or its name. */
export function functionOf(reached: Reached, name: string | undefined): string {
  const [only, ...others] = namedFunctions(reached, name === undefined ? [] : [name])
  if (only !== undefined && others.length === 0) return only.physicalId
  throw unknownFunction(
    name,
    [only, ...others].flatMap(found => found?.logicalId ?? []),
  )
}

/** Finds deployed functions by their logical IDs or names; all of the stack where none is named. */
export function namedFunctions(
  { state, provider }: Reached,
  names: readonly string[],
): readonly [NamedFunction, ...NamedFunction[]] {
  const all = Object.values(state.resources).flatMap(({ type, logicalId, physicalId }) =>
    type === provider.functionType && physicalId !== undefined ? [{ logicalId, physicalId }] : [],
  )
  const named = (name: string): NamedFunction => {
    const found = all.find(({ logicalId, physicalId }) => logicalId === name || physicalId === name)
    if (found !== undefined) return found
    throw unknownFunction(
      name,
      all.map(({ logicalId }) => logicalId),
    )
  }
  const [first, ...rest] = names.length === 0 ? all : names.map(named)
  if (first === undefined) throw unknownFunction(undefined, [])
  return [first, ...rest]
}
