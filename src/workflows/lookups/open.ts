import { dynamicReferences } from '../../model/dynamic-reference.ts'
import { joinLookupResults } from '../../model/lookup-results.ts'
import type { Lookups } from '../../model/lookups.ts'
import type { Stack } from '../../model/stack.ts'
import type { Properties } from '../../model/value.ts'
import type { TemplateArguments } from '../arguments.ts'
import type { WorkflowContext } from '../context.ts'
import { type Opened, openTemplate } from '../project/workspace.ts'
import { collectLookups, isNothing, joinLookups, noLookups, storedIn, without } from './collect.ts'
import { type LookupContext, resolveLookups } from './resolve.ts'

/** A template whose lookups are answered, and the names of the exports that it was given. */
export interface ResolvedTemplate {
  readonly opened: Opened
  readonly imports: readonly string[]
  /** Those of them that stacks of fnx export, with their values. */
  readonly given: Properties
}

/** A template that is to be opened with answers. */
export interface OpenInput extends LookupContext {
  /** The deployment that a rollback would go back to: its secrets are looked up too. */
  readonly good: Stack | undefined
}

/**
 * Opens a template with what it names and only its cloud can tell. Parameters come first, for conditions and names hang
 * on them; then all else at once; again only where an answer leads to another question.
 */
export async function openResolved(
  context: WorkflowContext,
  args: TemplateArguments,
  lookup: OpenInput,
): Promise<ResolvedTemplate> {
  const { first, world, reporter, good } = lookup
  const parameters = storedIn(first.loaded, args.parameters)
  const before =
    good === undefined ? [] : dynamicReferences(Object.values(good.resources).map(of => of.properties))
  let asked: Lookups = { ...noLookups, parameters }
  let { lookupResults, inside } = await resolveLookups(asked, { ...lookup, wanted: asked })
  for (;;) {
    const { parsed } = first
    const opened = await openTemplate(context, args, {
      checks: false,
      world,
      lookupResults,
      parsed,
      reporter,
    })
    const own = { parameters, ...collectLookups(opened.loaded.stack, world.region) }
    const fresh = without({ ...own, references: [...new Set([...own.references, ...before])] }, asked)
    if (isNothing(fresh)) return { opened, imports: [...asked.exports].sort(), given: inside }
    const more = await resolveLookups(fresh, { ...lookup, wanted: own })
    lookupResults = joinLookupResults(lookupResults, more.lookupResults)
    inside = { ...inside, ...more.inside }
    asked = joinLookups(asked, fresh)
  }
}
