import { join } from 'node:path'
import type { Outcome } from '../apply/apply.ts'
import { findArtifact } from '../artifact/artifact.ts'
import type { Context, Typed } from '../cli/command.ts'
import { commandLine, withParameters } from '../cli/command-line.ts'
import { agreed, has, textOf } from '../cli/options.ts'
import { confirm } from '../cli/views/ask.ts'
import { placeInWords } from '../cli/views/place.ts'
import type { Reporter } from '../cli/views/reporter.ts'
import type { Artifact } from '../model/artifact.ts'
import { FnxError, failed } from '../model/diagnostic.ts'
import type { Place } from '../model/event.ts'
import type { Plan } from '../model/plan.ts'
import type { Live } from '../model/provider.ts'
import type { Resolver } from '../model/resolver.ts'
import { loadTypes, typeNames, typesIn } from '../model/service.ts'
import type { Stack } from '../model/stack.ts'
import type { State } from '../model/state.ts'
import type { PlaceOf } from '../model/template.ts'
import { plan, removal } from '../plan/plan.ts'
import { readLastGoodDeployment, saveLastGoodDeployment } from '../state/last-good-deployment.ts'
import { placesIn } from '../template/places.ts'
import { resolver } from '../template/resolver.ts'
import { latePacking } from './project/late-code.ts'
import type { Project } from './project/project.ts'
import { type Engine, openEngine, type RunInput } from './stack/engine.ts'
import { checkExchange, exchangeOf } from './stack/exchange.ts'
import { exitCodeOf, isStopped, tellOutcome } from './stack/outcome.ts'
import { isEmpty } from './stack/stacks.ts'
import { checkUnknown } from './stack/unknown-things.ts'
import { type Endpoints, localOutputs, routeEndpoints, serveCommand } from './target/endpoints.ts'
import { placeOf } from './target/place.ts'

const nothing: Wanted = { stack: undefined, artifacts: new Map() }

/** A project and the one that tells about it. */
export interface DeployInput {
  readonly project: Project
  readonly reporter: Reporter
}

/** What is to be: a stack with its code, or nothing. */
interface Wanted {
  readonly stack: Stack | undefined
  readonly artifacts: ReadonlyMap<string, Artifact>
}

/** Plans a project, asks, and carries the plan out; gives the exit code. */
export async function deployProject(context: Context, typed: Typed, input: DeployInput): Promise<number> {
  const { project, reporter } = input
  const engine = await openEngine(context, typed, {
    ...project,
    provider: project.opened.provider,
    command: 'deploy',
    reporter,
  })
  try {
    const back = has(typed, 'rollback')
    await checkUnknown(context, typed, { project, state: engine.state(), reporter })
    const wanted: Wanted = back ? await goodOf(project) : project
    return await carryOut(context, typed, { ...input, engine, wanted })
  } finally {
    await engine.close()
  }
}

interface Work extends DeployInput {
  readonly engine: Engine
  readonly wanted: Wanted
}

async function carryOut(context: Context, typed: Typed, work: Work): Promise<number> {
  const { project, reporter, engine, wanted } = work
  const began = context.now().getTime()
  const planned = await planFor(work, wanted.stack)
  const place = placeOf(typed, project)
  reporter.emit({ type: 'plan', place, changes: planned.changes })
  if (
    planned.steps.length > 0 &&
    !agreed(typed) &&
    !(await confirm(context, `Carry this out on ${placeInWords(place)}?`))
  )
    return declined(reporter)
  const fromNothing = isEmpty(engine.state())
  let outcome = await engine.run(planned, runInput(work, { planned, wanted }))
  const well = exitCodeOf(outcome) === 0
  if (well) await rememberGood(project, wanted)
  const good = well ? wanted : await lastGood(project).catch(() => nothing) // damaged: the failure is told first
  const ended = well || outcome.interrupted || isStopped(outcome)
  const mayGoBack = !ended && (fromNothing || good.stack !== undefined)
  if (!ended && textOf(typed, 'onFailure') === 'ROLLBACK')
    if (mayGoBack) outcome = await goBack(work, { place, good, outcome })
    else reporter.say(nowhereBack(project))
  return tellOutcome(reporter, {
    key: project.key,
    outcome,
    verb: has(typed, 'rollback') ? 'Went back to the last good deployment of' : 'Deployed',
    next: nextCommands(typed, good),
    duration: context.now().getTime() - began,
    endpoints: endpointsAt(context, project, engine.state()),
  })
}

function runInput(
  work: Work,
  { planned, wanted }: { readonly planned: Plan; readonly wanted: Wanted },
): RunInput {
  const { project, engine } = work
  const resolver = resolverOf(work)
  const { folder } = project.opened
  const beside = { plan: planned, state: engine.state(), resolver, folder, key: project.key }
  return {
    resolver,
    abilitiesFor: project.abilitiesFor,
    pack: latePacking(project.opened.provider, project.world),
    artifacts: wanted.artifacts.values(),
    exchange: exchangeOf(beside, project.given),
    placeOf: placesFor(project, planned.stack),
  }
}

/** Plans against the state and against what lives in the cloud; no stack means that all goes. */
async function planFor({ project, engine, ...work }: Work, stack: Stack | undefined): Promise<Plan> {
  if (stack === undefined)
    return removal(engine.state(), await loadTypes(project.opened.provider, typesIn(engine.state())))
  const live = await engine.live()
  return planOf({
    project,
    state: engine.state(),
    live,
    stack,
    resolver: resolverOf({ project, engine, ...work }),
    reporter: work.reporter,
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
export async function planOf({ project, reporter, ...input }: PlanSource): Promise<Plan> {
  const { opened, abilitiesFor } = project
  const types = await loadTypes(opened.provider, typesIn(input.state, input.stack))
  const { value, diagnostics } = plan({
    ...input,
    types,
    deployable: typeNames(opened.provider),
    abilitiesOf: abilitiesFor(types),
    placeOf: placesFor(project, input.stack),
    ...(input.stack === project.stack ? { dropped: opened.loaded.dropped } : {}),
  })
  if (failed(diagnostics) || value === undefined) throw new FnxError(diagnostics, 2)
  if (diagnostics.length > 0) await reporter.diagnostics(diagnostics)
  const { folder } = project.opened
  await checkExchange({ plan: value, ...input, folder, key: project.key })
  return value
}

/** An earlier deployment is of another template. */
function placesFor({ opened, stack }: Project, planned: Stack): PlaceOf | undefined {
  return planned === stack ? placesIn(opened.loaded.template) : undefined
}

function resolverOf({ project, engine }: Omit<Work, 'wanted'>): Resolver {
  return resolver(project.opened.loaded.scope, engine.state().key)
}

function declined(reporter: Reporter): number {
  reporter.say('Nothing was changed.')
  reporter.result({ exitCode: 1, declined: true })
  return 1
}

/** What an explicit rollback goes back to: never to nothing, for that is what `remove` is for. */
async function goodOf(project: Project): Promise<Wanted> {
  const good = await lastGood(project)
  if (good.stack !== undefined) return good
  throw new FnxError({
    code: 'E0017',
    message: `No deployment of ${project.key.stack} has succeeded that could be gone back to.`,
    hint: 'Fix the template and deploy again, or delete what is there with: fnx remove',
  })
}

/** The last deployment that succeeded; where none did, nothing. */
async function lastGood({ stateDir, key, opened }: Project): Promise<Wanted> {
  const good = await readLastGoodDeployment(stateDir, key)
  if (good === undefined) return nothing
  const folder = join(opened.folder, '.fnx', 'artifacts')
  const found = Object.entries(good.artifacts).map(
    async ([id, hash]) => [id, await findArtifact(folder, hash)] as const,
  )
  const kept = (await Promise.all(found)).flatMap(([id, artifact]) =>
    artifact === undefined ? [] : [[id, artifact] as const],
  )
  return { stack: good.stack, artifacts: new Map(kept) }
}

async function rememberGood({ stateDir, key }: Project, { stack, artifacts }: Wanted): Promise<void> {
  if (stack === undefined) return
  const hashes = [...artifacts].map(([id, { hash }]) => [id, hash] as const)
  await saveLastGoodDeployment(stateDir, key, { stack, artifacts: Object.fromEntries(hashes) })
}

/** Undoes a failed run; what failed stays told, and what was done counts where it could not be undone. */
async function goBack(
  work: Work,
  { place, good, outcome }: { readonly place: Place; readonly good: Wanted; readonly outcome: Outcome },
): Promise<Outcome> {
  const { reporter, engine } = work
  await engine.recover()
  const back = await planFor(work, good.stack)
  reporter.emit({ type: 'phase', name: good.stack === undefined ? 'Deleting what this run made' : goingBack })
  reporter.emit({ type: 'plan', place, changes: back.changes })
  const undone = await engine.run(back, runInput(work, { planned: back, wanted: good }))
  const whole = undone.failed.length + undone.skipped.length === 0
  if (whole) reporter.say('What this run did was undone.')
  return { ...undone, done: whole ? [] : outcome.done, failed: [...outcome.failed, ...undone.failed] }
}

/** What an earlier run made is not this one's to delete. */
function nowhereBack({ key }: Project): string {
  return `No deployment of ${key.stack} has succeeded that could be gone back to; what was made stays.`
}

const goingBack = 'Going back to the last good deployment'

function nextCommands(typed: Typed, good: Wanted): readonly string[] {
  const deploy = commandLine('deploy', typed)
  return [
    `${deploy}  # go on from here${withParameters(typed)}`,
    good.stack === undefined
      ? `${commandLine('remove', typed)}  # delete what is there`
      : `${deploy} --rollback  # back to the last good deployment${withParameters(typed)}`,
  ]
}

function endpointsAt(context: Context, { opened, target, routes }: Project, state: State): Endpoints {
  const { provider, folder } = opened
  const { gatewayUrl: gateway, passing = false } = target
  const { outputs, resources } = state
  if (gateway === undefined) return { urls: provider.endpoints(resources), outputs }
  return {
    urls: routeEndpoints(routes, gateway),
    outputs: localOutputs(provider, state, { outputs, gateway }),
    ...(passing && { serve: serveCommand(context, folder) }),
  }
}
