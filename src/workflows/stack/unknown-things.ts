import { type Diagnostic, FnxError } from '../../model/diagnostic.ts'
import type { Owned } from '../../model/provider.ts'
import { loadTypes, typesIn } from '../../model/service.ts'
import type { State } from '../../model/state.ts'
import { member, text } from '../../model/value.ts'
import type { StackArguments } from '../arguments.ts'
import type { WorkflowContext } from '../context.ts'
import type { Project } from '../project/project.ts'
import type { Reporter } from '../reporter.ts'
import { diagnosed } from '../target/diagnosed.ts'
import { commandLine } from './command-line.ts'
import { isEmpty } from './stacks.ts'

/** A project whose state is looked at. */
export interface Looked {
  readonly project: Project
  readonly state: State
  readonly reporter: Reporter
}

/**
 * Ends with E7007 where a stack that was never deployed from here has things in its cloud: its state was lost, or lies
 * elsewhere. Where the cloud cannot be asked a warning says so, for not everyone may read tags.
 */
export async function checkUnknown(
  context: WorkflowContext,
  args: StackArguments,
  looked: Looked,
): Promise<void> {
  const { project, state, reporter } = looked
  if (state.serial > 0 || !isEmpty(state)) return
  const found = await ownedThings(project).catch(async error => {
    if (context.signal.aborted) throw error
    await reporter.diagnostics([notAsked(error)])
    return []
  })
  if (found.length > 0) throw unknownThings(found, { project, recover: commandLine('recover', args) })
}

/** Finds what carries the tags and marks of a project's stack. */
export async function ownedThings({
  opened,
  target,
  key,
  stack,
  tables,
}: Project): Promise<readonly Owned[]> {
  const { provider } = opened
  const types = await loadTypes(provider, typesIn(stack), tables)
  const naming = new Map(types.map(({ type, nameProperty }) => [type, nameProperty]))
  const declared = Object.values(stack.resources).map(({ logicalId, type, properties }) => {
    const property = naming.get(type)
    const name = property === undefined ? undefined : text(member(properties, property))
    return { logicalId, type, ...(name === undefined ? {} : { name }) }
  })
  const whose = { stack: key.stack, stage: key.stage, declared }
  return (await diagnosed(provider, async () => provider.owned?.(target.connection.client, whose))) ?? []
}

/** Most things that a message names. */
const most = 12

function unknownThings(
  found: readonly Owned[],
  { project, recover }: { readonly project: Project; readonly recover: string },
): FnxError {
  const { stack, stage, target } = project.key
  const lines = found
    .slice(0, most)
    .map(({ logicalId, type, physicalId }) => `${logicalId} (${type} ${physicalId})`)
  const more = found.length > most ? `; and ${found.length - most} more` : ''
  return new FnxError({
    code: 'E7007',
    message: `Stack ${stack} (${stage}, ${target}) has no state here, and ${found.length} of its resources exist: ${lines.join('; ')}${more}.`,
    hint: `Restore .fnx/state from where it was kept, or read them back:\n  ${recover}`,
  })
}

function notAsked(error: unknown): Diagnostic {
  const [first] = error instanceof FnxError ? error.diagnostics : []
  return {
    code: 'W7008',
    message: `Whether resources of this stack exist already could not be looked up: ${first?.message ?? String(error)}`,
    hint: 'Give the credentials the right to read tags and to list roles and policies, if the state may have been lost.',
  }
}
