import { FnxError } from '../model/diagnostic.ts'
import type { Provider } from '../model/provider.ts'
import { clouds } from '../providers/index.ts'
import type { Context, Typed } from './command.ts'
import { type Deployed, deployedStack, localTarget } from './stacks.ts'
import { openTarget, type Target } from './target.ts'
import { unknownFunction } from './unknown-function.ts'
import type { Reporter } from './views/reporter.ts'

/** A deployed stack whose target is reached. */
export interface Reached extends Deployed {
  readonly provider: Provider
  readonly target: Target
}

/** Finds a deployed stack by its state and connects to where it lives; the caller closes the target. */
export async function reachStack(context: Context, typed: Typed, { emit }: Reporter): Promise<Reached> {
  const deployed = await deployedStack(context, typed)
  const { key, folder } = deployed
  const provider = await providerOf(key.provider)
  const region = key.target === localTarget ? {} : { region: key.target.split('.')[0] }
  const there: Typed = { ...typed, options: { ...typed.options, ...region } }
  const target = await openTarget(context, there, { provider, folder, emit })
  if (target.key === key.target) return { ...deployed, provider, target }
  await target.close()
  throw new FnxError({
    code: 'E0012',
    message: `Stack ${key.stack} lives at ${key.target}, but these credentials reach ${target.key}.`,
    hint: 'Use the credentials of that account, such as with --profile.',
  })
}

/** Gives the provider of a cloud by its name. */
export async function providerOf(name: string): Promise<Provider> {
  const cloud = clouds.find(entry => entry.name === name)
  if (cloud !== undefined) return cloud.provider()
  throw new FnxError({ code: 'E0012', message: `This fnx knows no cloud ${name}.`, hint: 'Update fnx.' })
}

/** Finds the physical ID of a deployed function by its logical ID or its name. */
export function functionOf({ state, provider }: Reached, name: string | undefined): string {
  const functions = Object.values(state.resources).filter(({ type }) => type === provider.functionType)
  const only = name === undefined && functions.length === 1 ? functions[0] : undefined
  const found =
    only ?? functions.find(({ logicalId, physicalId }) => logicalId === name || physicalId === name)
  if (found?.physicalId !== undefined) return found.physicalId
  throw unknownFunction(
    name,
    functions.map(({ logicalId }) => logicalId),
  )
}
