import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { World } from '../../model/dialect.ts'
import type { Lookups } from '../../model/lookups.ts'
import type { Known } from '../../model/resolver.ts'
import type { FunctionSpec, Stack } from '../../model/stack.ts'
import { record } from '../../model/value.ts'
import type { StackArguments, TemplateArguments } from '../arguments.ts'
import type { WorkflowContext } from '../context.ts'
import { collectLookups, isNothing, storedParameters } from '../lookups/collect.ts'
import type { Reporter } from '../reporter.ts'
import type { StackKey } from '../stack/stacks.ts'
import { defaultStackName } from './files.ts'
import { openTemplate, type Understood } from './workspace.ts'

/** A run from source of one function of a stack. */
export interface LateInput {
  readonly args: TemplateArguments & StackArguments
  readonly world: World
  readonly understood: Understood
  readonly spec: FunctionSpec
  readonly reporter: Reporter
}

/** Gives the attributes of what the stack has on the local cloud, as its state tells; nothing where it is not deployed. */
export async function knownLocally(args: StackArguments, understood: Understood): Promise<Known> {
  if (!existsSync(join(understood.folder, '.fnx', 'state'))) return () => undefined
  const [{ readState }, { stateFolder }] = await Promise.all([
    import('../../state/read-state.ts'),
    import('../stack/stacks.ts'),
  ])
  const key = keyOf(args, understood)
  const state = await readState(stateFolder(understood.folder, key), key)
  return id => state?.resources[id]?.attributes
}

function keyOf({ stackName, stage }: StackArguments, { folder, loaded }: Understood): StackKey {
  const stack = stackName ?? defaultStackName(folder)
  return { stack, stage, target: 'local', provider: loaded.stack.provider }
}

/**
 * Looks up at the local cloud what a function of a template names and only its cloud can tell, and gives the template
 * with the answers; nothing where there is nothing to look up.
 */
export async function withLookups(
  context: WorkflowContext,
  input: LateInput,
): Promise<Understood | undefined> {
  const { args, world, understood, reporter } = input
  const wanted = lookupsOf(input)
  if (isNothing(wanted)) return undefined
  const [{ openTarget, atTarget }, { resolveLookups }] = await Promise.all([
    import('../target/target.ts'),
    import('../lookups/resolve.ts'),
  ])
  const provider = await understood.loaded.cloud.provider()
  const first = { ...understood, provider }
  const key = keyOf(args, understood)
  const target = await openTarget(context, args, { provider, folder: understood.folder, emit: reporter.emit })
  return atTarget({ target }, async () => {
    const { lookupResults } = await resolveLookups(wanted, { first, target, world, key, reporter, wanted })
    const { parsed } = understood
    return openTemplate(context, args, { checks: false, world, lookupResults, parsed, reporter })
  })
}

/** A reference that a variable of `--env-vars` stands in for is not asked for. */
function lookupsOf({ args, world, understood: { loaded }, spec }: LateInput): Lookups {
  const own = loaded.stack.resources[spec.id]
  const alone: Stack = {
    ...loaded.stack,
    resources: own === undefined ? {} : { [spec.id]: own },
    outputs: [],
  }
  const { references, ...lookups } = collectLookups(alone, world.region)
  const values = Object.values(spec.environment)
  const { Parameters, Resources, Globals = null } = loaded.template.document
  const written = JSON.stringify([record(Resources)[spec.id] ?? null, Globals])
  const isNamed = (name: string): boolean => new RegExp(`["{]${name}["}]`).test(written)
  return {
    ...lookups,
    references: references.filter(text => values.some(value => value.includes(text))),
    parameters: Object.fromEntries(
      Object.entries(storedParameters(record(Parameters), args.parameters)).filter(([name]) => isNamed(name)),
    ),
  }
}
