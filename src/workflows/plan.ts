import { refresh } from '../apply/refresh.ts'
import { FnxError, failed } from '../model/diagnostic.ts'
import type { Plan } from '../model/plan.ts'
import type { Live } from '../model/provider.ts'
import type { Resolver } from '../model/resolver.ts'
import { loadTypes, type Tables, typeNames, typesIn, whyNot } from '../model/service.ts'
import type { Stack } from '../model/stack.ts'
import { applied, type State } from '../model/state.ts'
import type { PlaceOf } from '../model/template.ts'
import { rerouted } from '../model/way.ts'
import { plan } from '../plan/plan.ts'
import { blank } from '../state/open-state.ts'
import { readState } from '../state/read-state.ts'
import { resolver } from '../template/resolver.ts'
import type { ProjectArguments } from './arguments.ts'
import type { WorkflowContext } from './context.ts'
import { openProject, type Project } from './project/project.ts'
import { routed } from './project/ways.ts'
import type { Reporter } from './reporter.ts'
import { cloudDeps } from './stack/engine.ts'
import { checkExchange } from './stack/exchange.ts'
import { localTarget } from './stack/stacks.ts'
import { checkUnknown } from './stack/unknown-things.ts'
import { placeOf } from './target/place.ts'
import { atTarget } from './target/target.ts'

/** Says what a deploy would change, and changes nothing; no lock is taken. */
export async function planProject(
  context: WorkflowContext,
  args: ProjectArguments,
  reporter: Reporter,
): Promise<Plan> {
  return atTarget(await openProject(context, args, { reporter }), async project => {
    const { opened, key, stack } = project
    const state = (await readState(project.stateDir, key)) ?? blank(key)
    await checkUnknown(context, args, { project, state, reporter })
    const types = await loadTypes(opened.provider, typesIn(state), project.tables)
    const deps = cloudDeps(context, { ...project, provider: opened.provider, reporter })
    const live = await refresh(state, { ...deps, types })
    const calls = resolver(opened.loaded.scope, state.key)
    const planned = await planOf({ project, state, live, stack, resolver: calls, reporter })
    reporter.emit({ type: 'plan', place: placeOf(args, project), changes: planned.changes })
    return planned
  })
}

/** What a plan is made from. */
export interface PlanSource {
  readonly project: Project
  readonly state: State
  readonly live: ReadonlyMap<string, Live | undefined>
  readonly stack: Stack
  readonly resolver: Resolver
  readonly reporter: Reporter
}

/** Makes a plan, or ends with what stands in its way, here or in stacks beside it. */
export async function planOf({ project, reporter, ...source }: PlanSource): Promise<Plan> {
  const { opened, abilitiesFor, tables } = project
  const { provider } = opened
  const apart = project.key.target === localTarget
  const ways = { provider, tables, abilitiesFor, state: source.state, apart }
  const stack = await routed(source.stack, ways)
  const input = { ...source, stack, state: movedTo(stack, source.state, tables) }
  const types = await loadTypes(opened.provider, typesIn(input.state, input.stack), tables)
  const places = placesFor(project, source.stack)
  const { value, diagnostics } = plan({
    ...input,
    types,
    deployable: typeNames(opened.provider),
    whyNot: type => whyNot(opened.provider, type, tables),
    abilitiesOf: abilitiesFor(types),
    placeOf: places,
    ...(source.stack === project.stack ? { dropped: opened.loaded.dropped } : {}),
  })
  if (failed(diagnostics) || value === undefined) throw new FnxError(diagnostics, 2)
  if (diagnostics.length > 0) await reporter.diagnostics(diagnostics)
  const { folder } = project.opened
  await checkExchange({ plan: value, ...input, placeOf: places, folder, key: project.key })
  return value
}

/** Gives the state as it is once what goes another way than before is recorded so. */
function movedTo(stack: Stack, state: State, tables: Tables): State {
  const moved = rerouted(state, stack, tables.typeOf)
  return applied(state, ...moved.map(resource => ({ kind: 'done', resource }) as const))
}

/** Where in the template a plan's things stand; an earlier deployment is of another template. */
export function placesFor({ opened, stack }: Project, planned: Stack): PlaceOf | undefined {
  return planned === stack ? opened.loaded.placeOf : undefined
}
