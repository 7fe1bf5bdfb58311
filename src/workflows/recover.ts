import type { ReadBack } from '../apply/read-back.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Owned } from '../model/provider.ts'
import { recordedOf } from '../plan/recorded.ts'
import { resolver } from '../template/resolver.ts'
import type { LockArguments, ProjectArguments } from './arguments.ts'
import type { WorkflowContext } from './context.ts'
import { openProject, type Project } from './project/project.ts'
import type { Consent, Reporter } from './reporter.ts'
import { type Engine, withEngine } from './stack/engine.ts'
import type { StackKey } from './stack/stacks.ts'
import { ownedThings } from './stack/unknown-things.ts'
import { atTarget } from './target/target.ts'

/** Those who are told of a recovery, and who is asked. */
export interface RecoverInput {
  readonly reporter: Reporter
  /** Shows what was found, before anyone is asked. */
  show(read: ReadBack, key: StackKey): void
  readonly consent: Consent<ReadBack>
}

/** What was read back, and whether the state has it now. */
export interface Recovery {
  readonly read: ReadBack
  readonly agreed: boolean
}

/** Finds what earlier deploys made by tags and marks, and writes a state that has it; nothing in the cloud is changed. */
export async function recoverProject(
  context: WorkflowContext,
  args: ProjectArguments & LockArguments,
  input: RecoverInput,
): Promise<Recovery> {
  const { reporter } = input
  return atTarget(await openProject(context, args, { reporter }), project =>
    withEngine(context, args, {
      ...project,
      provider: project.opened.provider,
      command: 'recover',
      reporter,
      work: engine => readIn({ ...input, project, engine }),
    }),
  )
}

interface Work extends RecoverInput {
  readonly project: Project
  readonly engine: Engine
}

async function readIn({ project, engine, reporter, show, consent }: Work): Promise<Recovery> {
  const read = await engine.readBack({
    stack: project.stack,
    owned: await ownedThings(project),
    resolver: resolver(project.opened.loaded.scope, engine.state().key),
    recorded: recordedOf,
    abilitiesFor: project.abilitiesFor,
  })
  await reporter.diagnostics(read.left.map(leftAlone))
  show(read, project.key)
  if (read.found.length === 0) return { read, agreed: true }
  if (!(await consent(read))) return { read, agreed: false }
  await engine.adopt(read.found)
  return { read, agreed: true }
}

function leftAlone({ logicalId, type, physicalId }: Owned): Diagnostic {
  return {
    code: 'W7009',
    message: `${type} ${physicalId} carries the tags of ${logicalId} and is left alone: another has its logical ID, or fnx does not deploy its type.`,
    hint: 'Delete it, or take its fnx:… tags away, where it is not the one that is used; then run fnx recover again.',
  }
}
