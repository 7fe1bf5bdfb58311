import { join } from 'node:path'
import type { Outcome } from '../apply/apply.ts'
import { findArtifact } from '../artifact/artifact.ts'
import type { Artifact } from '../model/artifact.ts'
import { FnxError } from '../model/diagnostic.ts'
import type { Place } from '../model/event.ts'
import type { Plan } from '../model/plan.ts'
import type { Resolver } from '../model/resolver.ts'
import { loadTypes, typesIn } from '../model/service.ts'
import type { Stack } from '../model/stack.ts'
import type { State } from '../model/state.ts'
import { isGeneric, rerouted } from '../model/way.ts'
import { removal } from '../plan/plan.ts'
import { readLastGoodDeployment, saveLastGoodDeployment } from '../state/last-good-deployment.ts'
import { resolver } from '../template/resolver.ts'
import type { LockArguments, ProjectArguments } from './arguments.ts'
import type { WorkflowContext } from './context.ts'
import { lookupPath } from './lookups/path.ts'
import { placesFor, planOf } from './plan.ts'
import { latePacking } from './project/late-code.ts'
import { openProject, type Project } from './project/project.ts'
import type { Consent, Reporter } from './reporter.ts'
import { commandLine, withParameters } from './stack/command-line.ts'
import { type Engine, type RunInput, withEngine } from './stack/engine.ts'
import { exchangeOf } from './stack/exchange.ts'
import { exitCodeOf, type Finished, isStopped } from './stack/outcome.ts'
import { isEmpty, localTarget } from './stack/stacks.ts'
import { checkUnknown } from './stack/unknown-things.ts'
import { type Endpoints, localOutputs, routeEndpoints, serveCommand } from './target/endpoints.ts'
import { placeOf } from './target/place.ts'
import { atTarget } from './target/target.ts'

const nothing: Wanted = { stack: undefined, artifacts: new Map() }

/** What is deployed, and how. */
export interface DeployArguments extends ProjectArguments, LockArguments {
  /** Go back to the last deployment that succeeded. */
  readonly rollback: boolean
  readonly onFailure: 'keep' | 'rollback'
  /** Objects of buckets that go may be deleted. */
  readonly emptyBuckets: boolean
}

/** Those who are told of a deploy, and who is asked. */
export interface DeployInput {
  readonly reporter: Reporter
  readonly consent: Consent<Place>
}

/** What is to be: a stack with its code, or nothing. */
interface Wanted {
  readonly stack: Stack | undefined
  readonly artifacts: ReadonlyMap<string, Artifact>
}

/** Plans a project, asks, and carries the plan out; gives nothing where that was not agreed to. */
export async function deployProject(
  context: WorkflowContext,
  args: DeployArguments,
  input: DeployInput,
): Promise<Finished | undefined> {
  const { reporter } = input
  const mayGoBack = args.rollback || args.onFailure === 'rollback'
  return atTarget(await openProject(context, args, { reporter, mayGoBack }), project =>
    withEngine(context, args, {
      ...project,
      provider: project.opened.provider,
      command: 'deploy',
      reporter,
      work: async engine => {
        await checkUnknown(context, args, { project, state: engine.state(), reporter })
        const wanted: Wanted = args.rollback ? await goodOf(project) : project
        return carryOut(context, { ...input, args, project, engine, wanted })
      },
    }),
  )
}

interface Work extends DeployInput {
  readonly args: DeployArguments
  readonly project: Project
  readonly engine: Engine
  readonly wanted: Wanted
}

async function carryOut(context: WorkflowContext, work: Work): Promise<Finished | undefined> {
  const { args, project, reporter, engine, wanted } = work
  const began = context.now().getTime()
  const planned = await planFor(work, wanted.stack)
  const place = placeOf(args, project)
  reporter.emit({ type: 'plan', place, changes: planned.changes })
  if (planned.steps.length > 0 && !(await work.consent(place))) return undefined
  const fromNothing = isEmpty(engine.state())
  let outcome = await run(work, { planned, wanted })
  const well = exitCodeOf(outcome) === 0
  if (well) await rememberGood(project, wanted)
  const good = well ? wanted : await lastGood(project).catch(() => nothing) // damaged: the failure is told first
  const ended = well || outcome.interrupted || isStopped(outcome)
  const mayGoBack = !ended && (fromNothing || good.stack !== undefined)
  if (!ended && args.onFailure === 'rollback')
    if (mayGoBack) outcome = await goBack(work, { place, good, outcome })
    else reporter.say(nowhereBack(project))
  const finished: Finished = {
    key: project.key,
    outcome,
    verb: args.rollback ? 'Went back to the last good deployment of' : 'Deployed',
    next: nextCommands(args, good),
    duration: context.now().getTime() - began,
    endpoints: endpointsAt(context, project, engine.state()),
  }
  await reporter.finished(finished)
  if (well && planned.steps.length > 0 && project.key.target === localTarget)
    for (const what of [...project.unsupported, ...keptGeneric(planned.stack)])
      reporter.say(`not run locally: ${what}`)
  return finished
}

/** The local cloud keeps what goes the generic way, and has nothing else that knows of it. */
function keptGeneric({ resources }: Stack): readonly string[] {
  return Object.values(resources)
    .filter(({ type }) => isGeneric(type))
    .map(({ logicalId, type }) => `${logicalId}, ${type}: it is kept, and does nothing here`)
}

interface Agreed {
  readonly planned: Plan
  readonly wanted: Wanted
}

/** Carries a plan out; what goes another way than before is on record so before anything is called. */
async function run(work: Work, agreed: Agreed): Promise<Outcome> {
  const { engine, project } = work
  const moved = rerouted(engine.state(), agreed.planned.stack, project.tables.typeOf)
  if (moved.length > 0) await engine.adopt(moved)
  return engine.run(agreed.planned, runInput(work, agreed))
}

function runInput(work: Work, { planned, wanted }: Agreed): RunInput {
  const { project, engine } = work
  const resolver = resolverOf(work)
  const { folder } = project.opened
  const { template } = project.opened.loaded
  const beside = {
    plan: planned,
    state: engine.state(),
    resolver,
    folder,
    key: project.key,
    placeOf: placesFor(project, planned.stack),
    importAt: (name: string) => ({
      location: template.locate(lookupPath(template.document, { of: 'exports', name })),
    }),
  }
  return {
    resolver,
    abilitiesFor: project.abilitiesFor,
    pack: latePacking(project.opened.provider, project.world),
    artifacts: wanted.artifacts.values(),
    exchange: exchangeOf(beside, project.given),
    placeOf: placesFor(project, wanted.stack ?? planned.stack),
    emptyBuckets: work.args.emptyBuckets,
  }
}

/** Plans against the state and against what lives in the cloud; no stack means that all goes. */
async function planFor({ project, engine, ...work }: Work, stack: Stack | undefined): Promise<Plan> {
  if (stack === undefined)
    return removal(
      engine.state(),
      await loadTypes(project.opened.provider, typesIn(engine.state()), project.tables),
    )
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

function resolverOf({ project, engine }: Omit<Work, 'wanted'>): Resolver {
  return resolver(project.opened.loaded.scope, engine.state().key)
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
  const undone = await run(work, { planned: back, wanted: good })
  const whole = undone.failed.length + undone.skipped.length === 0
  if (whole) reporter.say('What this run did was undone.')
  return { ...undone, done: whole ? [] : outcome.done, failed: [...outcome.failed, ...undone.failed] }
}

/** What an earlier run made is not this one's to delete. */
function nowhereBack({ key }: Project): string {
  return `No deployment of ${key.stack} has succeeded that could be gone back to; what was made stays.`
}

const goingBack = 'Going back to the last good deployment'

function nextCommands(args: DeployArguments, good: Wanted): readonly string[] {
  const deploy = commandLine('deploy', args)
  return [
    `${deploy}  # go on from here${withParameters(args)}`,
    good.stack === undefined
      ? `${commandLine('remove', args)}  # delete what is there`
      : `${deploy} --rollback  # back to the last good deployment${withParameters(args)}`,
  ]
}

function endpointsAt(context: WorkflowContext, { opened, target, routes }: Project, state: State): Endpoints {
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
