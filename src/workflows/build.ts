import { resolver } from '../template/resolver.ts'
import type { TemplateArguments } from './arguments.ts'
import type { WorkflowContext } from './context.ts'
import { buildUnits, layerUnits, unitOf } from './project/built.ts'
import { openTemplate, placeholderWorld } from './project/workspace.ts'
import type { Reporter } from './reporter.ts'

/** Code of a function or layer after its build. */
export interface BuiltCode {
  readonly id: string
  readonly method: string
  readonly folder: string
  readonly unchanged: boolean
}

/** Builds what is to be built of a template's functions and layers; code that lies ready is not among what comes out. */
export async function buildProject(
  context: WorkflowContext,
  args: TemplateArguments,
  reporter: Reporter,
): Promise<readonly BuiltCode[]> {
  const { folder, loaded, provider } = await openTemplate(context, args, { checks: true, reporter })
  const { environment, signal } = context
  const world = placeholderWorld(loaded.cloud)
  const { functions } = provider.local(loaded.stack, world, resolver(loaded.scope, '').clear)
  const layers = (await loaded.cloud.layers?.(loaded.stack)) ?? []
  const units = [
    ...functions.flatMap(spec => unitOf(spec, folder) ?? []),
    ...layerUnits(layers, loaded, folder).map(({ unit }) => unit),
  ]
  const input = { folder, environment, signal, emit: reporter.emit }
  const { built, diagnostics } = await buildUnits(units, input)
  await reporter.diagnostics(diagnostics)
  return units.flatMap(({ id }) => built.get(id) ?? [])
}
