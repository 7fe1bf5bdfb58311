import type { Artifact } from '../model/artifact.ts'
import type { TemplateArguments } from './arguments.ts'
import type { WorkflowContext } from './context.ts'
import { withCode } from './project/project.ts'
import { openTemplate, placeholderWorld } from './project/workspace.ts'
import type { Reporter } from './reporter.ts'

/** Builds the zips of a template's functions, by logical ID, and uploads nothing. */
export async function packageProject(
  context: WorkflowContext,
  args: TemplateArguments,
  reporter: Reporter,
): Promise<ReadonlyMap<string, Artifact>> {
  const opened = await openTemplate(context, args, { checks: true, reporter })
  const world = placeholderWorld(opened.loaded.cloud)
  return (await withCode(opened, { world, reporter, context, build: args.build })).artifacts
}
