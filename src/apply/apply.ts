import type { Diagnostic } from '../model/diagnostic.ts'
import type { Plan, Step } from '../model/plan.ts'
import { phases } from '../model/plan.ts'
import { exportsOf } from '../model/stack.ts'
import type { JournalRecord } from '../model/state.ts'
import type { Properties } from '../model/value.ts'
import { equal, holdsCall, isSecret, own } from '../model/value.ts'
import { createConcurrencyLimit } from './concurrency-limit.ts'
import { diagnosisOf } from './diagnosis.ts'
import type { ApplyDeps } from './run.ts'
import type { Shared } from './step.ts'
import { runStep } from './step.ts'
import { asItTurnsOut } from './turns-out.ts'
import { walk } from './walk.ts'
import type { WorkingState } from './working-state.ts'
import { openWorkingState } from './working-state.ts'

/** How a run ended; each list is of logical IDs. */
export interface Outcome {
  readonly done: readonly string[]
  readonly failed: readonly { readonly logicalId: string; readonly diagnostic: Diagnostic }[]
  /** Not reached, because of a failure or an interruption. */
  readonly skipped: readonly string[]
  readonly interrupted: boolean
  /** Those that can be computed, secrets redacted. */
  readonly outputs: Properties
}

/**
 * Makes the calls of a plan, phase by phase: each after those that it needs, independent ones at once. A step that fails
 * stops what depends on it and the phases after it, so that what is old is deleted only once all that is new is there; when
 * the state can no longer be written nothing new is started.
 */
export async function apply(plan: Plan, deps: ApplyDeps): Promise<Outcome> {
  const working = openWorkingState(deps.session)
  const types = new Map(deps.types.map(type => [type.type, type]))
  const halt = new AbortController()
  const done: string[] = []
  const failed: { logicalId: string; diagnostic: Diagnostic }[] = []
  const skipped: string[] = []
  const skip = ({ logicalId }: Step, because: string) => {
    skipped.push(logicalId)
    deps.emit({ type: 'step-skipped', logicalId, because })
  }

  await noteExchange(plan, working, deps)
  await noteRestored(plan, working)
  await noteDeclarations(plan, working)
  const run = async (step: Step) => {
    const end = await reported(step, { deps, working, types, stack: plan.stack }, halt)
    if (end === 'done') done.push(step.logicalId)
    if (end === 'stopped') skip(step, 'the run was stopped')
    if (typeof end === 'string') return end !== 'stopped'
    failed.push({ logicalId: step.logicalId, diagnostic: end })
    return false
  }
  const limit = deps.limit ?? createConcurrencyLimit(deps.concurrency, deps.now)
  for (const phase of phases) {
    const steps = plan.steps.filter(step => step.phase === phase)
    const [cause] = failed
    if (cause !== undefined && !halt.signal.aborted) {
      for (const step of steps) skip(step, `${cause.logicalId} failed`)
      continue
    }
    const signal = AbortSignal.any([deps.signal, halt.signal])
    const left = await walk(steps, {
      limit,
      signal,
      run,
      skip: (step, because) => skip(step, `${because.logicalId} failed`),
    })
    for (const step of left)
      skip(step, deps.signal.aborted ? 'the run was interrupted' : 'the run was stopped')
  }
  if (failed.length + skipped.length === 0 && !deps.signal.aborted)
    for (const step of cleanup(plan, working)) if (!(await run(step))) break
  const outputs = outputsOf(plan, working, deps)
  if (failed.length + skipped.length === 0) await noteResults(plan, working, { deps, outputs })
  return { done, failed, skipped, interrupted: deps.signal.aborted, outputs }
}

/** Gives the deletes of what no plan could know of: an update answered with another thing, and the one before is still there. */
function cleanup({ steps }: Plan, working: WorkingState): readonly Step[] {
  const planned = new Set(steps.map(({ instance }) => instance))
  return working
    .moved()
    .filter(({ instance }) => !planned.has(instance))
    .map(({ logicalId, instance, deletionPolicy }) => ({
      id: `delete ${instance}`,
      call: 'delete',
      logicalId,
      instance,
      phase: 'clean',
      replaces: false,
      forget: deletionPolicy === 'Retain',
      after: [],
    }))
}

/** Carries a step out and tells of it; what ends the whole run is told of once and halts the rest. */
async function reported(
  planned: Step,
  shared: Shared,
  halt: AbortController,
): Promise<'done' | 'unchanged' | 'stopped' | Diagnostic> {
  const { emit, now, diagnose } = shared.deps
  const step = asItTurnsOut(planned, shared)
  if (step === undefined) return 'unchanged'
  const { logicalId, call, instance } = step
  const type =
    instance === undefined
      ? own(shared.stack.resources, logicalId)?.type
      : shared.working.instance(instance)?.type
  const named = { logicalId, call, resourceType: type ?? '' }
  const start = now().getTime()
  emit({ type: 'step-started', ...named })
  try {
    const end = await runStep(step, shared)
    if (end === 'unchanged') {
      emit({ type: 'step-skipped', logicalId, because: 'nothing is left to change' })
      return end
    }
    const left = step.forget ? { forgotten: true as const } : {}
    emit({ type: 'step-done', ...named, ...end, ...left, duration: now().getTime() - start })
    return 'done'
  } catch (error) {
    const diagnostic = placed(diagnosisOf(error, diagnose).diagnostic, logicalId, shared)
    const ofRun = diagnostic.code.startsWith('E7')
    if (ofRun && halt.signal.aborted) return 'stopped'
    if (ofRun) halt.abort()
    emit({ type: 'step-failed', ...named, diagnostic })
    return diagnostic
  }
}

/** What a cloud says rarely names the resource: the place in the template does. */
function placed(diagnostic: Diagnostic, logicalId: string, { stack, deps }: Shared): Diagnostic {
  const resource = own(stack.resources, logicalId)
  const ofRun = diagnostic.code.startsWith('E7')
  if (ofRun || diagnostic.location !== undefined || resource === undefined || deps.placeOf === undefined)
    return diagnostic
  return { ...diagnostic, location: deps.placeOf(resource.origin, []) }
}

/** Gives what was replaced in vain its place again, before any call: what stands in it is then to be deleted. */
async function noteRestored({ changes }: Plan, working: WorkingState): Promise<void> {
  const records = changes.flatMap(({ logicalId, restores }): readonly JournalRecord[] =>
    restores === undefined
      ? []
      : [
          { kind: 'depose', logicalId },
          { kind: 'restore', logicalId, instance: restores },
        ],
  )
  if (records.length > 0) await working.write(...records)
}

/** Writes down what the template declares of resources that no call will touch: their policy and what they come after. */
async function noteDeclarations({ stack, changes }: Plan, working: WorkingState): Promise<void> {
  const records = changes.flatMap(({ logicalId, action }): readonly JournalRecord[] => {
    const known = working.current(logicalId)
    const declared = own(stack.resources, logicalId)
    if (known === undefined || declared === undefined) return []
    const { deletionPolicy } = declared
    const dependsOn = action === 'keep' ? declared.dependsOn : known.dependsOn
    if (deletionPolicy === known.deletionPolicy && equal(dependsOn, known.dependsOn)) return []
    return [{ kind: 'done', resource: { ...known, deletionPolicy, dependsOn } }]
  })
  if (records.length > 0) await working.write(...records)
}

/**
 * Before any call: from then on nobody may take away what this run uses, or what the last one used until this has ended;
 * and nobody is given what it is about to take away. Where that comes too late nothing is done, and all stays as it was.
 */
async function noteExchange(
  { stack }: Plan,
  working: WorkingState,
  { session, exchange }: ApplyDeps,
): Promise<void> {
  const { imports, exports } = session.state
  const used = [...new Set([...imports, ...(stack.imports ?? [])])].sort()
  const offered = Object.entries(exports).filter(([name]) => !exchange?.withdrawn.includes(name))
  const records: JournalRecord[] = []
  if (!equal(used, imports)) records.push({ kind: 'imports', imports: used })
  if (offered.length < Object.keys(exports).length)
    records.push({ kind: 'exports', exports: Object.fromEntries(offered) })
  if (records.length > 0) await working.write(...records)
  try {
    await exchange?.check()
  } catch (error) {
    if (records.length > 0) await working.write({ kind: 'imports', imports }, { kind: 'exports', exports })
    throw error
  }
}

/** Writes down what a run that reached its end leaves for people and for other stacks. */
async function noteResults(
  plan: Plan,
  working: WorkingState,
  { deps, outputs }: { readonly deps: ApplyDeps; readonly outputs: Properties },
): Promise<void> {
  const { state } = deps.session
  const { imports = [] } = plan.stack
  const exports = exportsOf(plan.stack, value => deps.resolver.redacted(value, working.known))
  const records: JournalRecord[] = []
  if (!equal(outputs, state.outputs)) records.push({ kind: 'outputs', outputs })
  if (!equal(exports, state.exports)) records.push({ kind: 'exports', exports })
  if (!equal(imports, state.imports)) records.push({ kind: 'imports', imports })
  if (records.length > 0) await working.write(...records)
}

function outputsOf({ stack }: Plan, { known }: WorkingState, { resolver }: ApplyDeps): Properties {
  const values = stack.outputs.map(({ name, value }) => [name, resolver.redacted(value, known)] as const)
  return Object.fromEntries(values.filter(([, value]) => isSecret(value) || !holdsCall(value)))
}
