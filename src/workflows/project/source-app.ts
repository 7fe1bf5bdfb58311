import { dirname, join, resolve } from 'node:path'
import { kindAt } from '../../artifact/kind-at.ts'
import { canEnclose } from '../../emulator/enclosure.ts'
import type { TemplateApp } from '../../emulator/served.ts'
import { type Diagnostic, FnxError } from '../../model/diagnostic.ts'
import type { Emit } from '../../model/event.ts'
import type { Coded, FunctionSpec } from '../../model/stack.ts'
import type { Tree } from '../../model/tree.ts'
import type { Loaded } from '../../template/loaded.ts'
import { resolver } from '../../template/resolver.ts'
import type { TemplateArguments } from '../arguments.ts'
import type { WorkflowContext } from '../context.ts'
import type { Reporter } from '../reporter.ts'
import { cacheFolder } from '../target/cache-folder.ts'
import { localFolder } from '../target/local-folder.ts'
import { buildFunctions } from './built.ts'
import { environmentOf } from './env-vars.ts'
import { namesInCode } from './late-code.ts'
import { localLayers } from './local-layers.ts'
import { placed } from './placed.ts'
import { openTemplate, placeholderWorld } from './workspace.ts'

/** A template whose functions are run from source. */
export interface SourceArguments extends TemplateArguments {
  /** Names a file of environment variables by function. */
  readonly environmentFile?: string | undefined
}

/** Gives what of a template the local cloud can run straight from its sources. */
export async function sourceApp(
  context: WorkflowContext,
  args: SourceArguments,
  reporter: Reporter,
): Promise<TemplateApp> {
  const opened = await openTemplate(context, args, { checks: true, world: placeholderWorld, reporter })
  const { provider, loaded } = opened
  const { clear } = resolver(loaded.scope, '')
  const app = provider.local(loaded.stack, placeholderWorld(loaded.cloud), clear)
  const functions = await withVariables(context, args, {
    functions: placed(app.functions, loaded),
    reporter,
  })
  await reporter.diagnostics(functions.flatMap(namesInCode))
  for (const what of app.unsupported) reporter.say(`not run locally: ${what}`)
  const out = join(cacheFolder(context), 'trees')
  const enclosed = await canEnclose(join(localFolder(opened.folder), 'work'))
  const yard = { folder: opened.folder, out, enclosed, loaded }
  const { spots, diagnostics } = await spotsOf(functions, yard, {
    context,
    build: args.build,
    emit: reporter.emit,
  })
  await reporter.diagnostics(diagnostics)
  return {
    provider: provider.name,
    app: { ...app, functions },
    folderOf: id => spots.get(id)?.folder ?? opened.folder,
    stage: async (id, mounts) => spots.get(id)?.stage(mounts) ?? { folder: opened.folder, parts: {} },
    watches: [opened.file, ...[...spots.values()].flatMap(({ watches }) => watches)],
  }
}

/** Where the code of a function is, and how it is laid out. */
export interface Spot {
  /** The folder whose changes are heeded. */
  readonly folder: string
  /** What must be built anew when it changes. */
  readonly watches: readonly string[]
  stage(mounts: boolean): Promise<Tree>
  /** Lays out its layers alone. */
  layers(mounts: boolean): Promise<Tree['layers']>
}

/** Gives functions with the variables of a file, and tells which of its names are none. */
export async function withVariables(
  context: WorkflowContext,
  { environmentFile }: SourceArguments,
  { functions, reporter }: { readonly functions: readonly FunctionSpec[]; readonly reporter: Reporter },
): Promise<readonly FunctionSpec[]> {
  const overrides = await environmentOf(context, environmentFile)
  await reporter.diagnostics(await overrides.unknown(functions))
  return functions.map(spec => ({ ...spec, environment: { ...spec.environment, ...overrides.of(spec) } }))
}

/** Where code is read from and where trees are kept. */
export interface Yard {
  /** The template's folder. */
  readonly folder: string
  readonly out: string
  readonly enclosed: boolean
  readonly loaded: Loaded
}

/** Whether and how builds are run, and who is told. */
export interface SpotInput {
  readonly context: Pick<WorkflowContext, 'environment' | 'signal'>
  readonly build: boolean | undefined
  readonly emit: Emit
}

/** Builds some functions and gives where each is run from, and what was found on the way. */
export async function spotsOf(
  functions: readonly FunctionSpec[],
  yard: Yard,
  { context, build, emit }: SpotInput,
): Promise<{ readonly spots: ReadonlyMap<string, Spot>; readonly diagnostics: readonly Diagnostic[] }> {
  const { folder } = yard
  const { environment, signal } = context
  const input = { folder, environment, signal, build, emit, here: true }
  const { functions: built, diagnostics } = await buildFunctions(functions, input)
  const layers = await localLayers(functions, yard.loaded, input)
  const spots = new Map<string, Spot>()
  for (const [index, spec] of built.entries()) {
    const written = functions[index]?.code?.path
    const sources = spec.code?.built === true && written !== undefined ? [resolve(folder, written)] : []
    const spot = await spotOf(spec, yard, layers.of(spec))
    spots.set(spec.id, { ...spot, watches: [...spot.watches, ...sources, ...layers.watches(spec)] })
  }
  return { spots, diagnostics: [...diagnostics, ...layers.diagnostics] }
}

/** A folder is laid out whenever it is needed; a zip and text in the template are laid out at once. */
async function spotOf(
  spec: FunctionSpec,
  { folder, out, enclosed }: Yard,
  used: readonly Coded[],
): Promise<Spot> {
  const { stage, stageLayers } = await import('../../artifact/tree.ts')
  const { path } = spec.code ?? {}
  const layers = (mounts: boolean) => stageLayers(used.map(layer => ({ spec: layer, folder, out, mounts })))
  const laidOut = async (mounts: boolean): Promise<Tree> => {
    const tree = await stage({ spec, folder, out, mounts })
    if (tree === undefined) throw new FnxError(noCode(spec), 1)
    return { ...tree, layers: await layers(mounts) }
  }
  const place = resolve(folder, path ?? '.')
  if (path !== undefined) {
    const kind = kindAt(place)
    if (kind === 'folder') return { folder: place, watches: [], stage: laidOut, layers }
    if (kind === 'file' && !/\.(zip|jar)$/i.test(place))
      return { folder: dirname(place), watches: [], stage: laidOut, layers }
  }
  const built = await laidOut(enclosed)
  const watches = path === undefined ? [] : [place]
  return { folder: built.folder, watches, stage: async () => built, layers }
}

function noCode({ id }: FunctionSpec): Diagnostic {
  return {
    code: 'E0016',
    message: `The code of ${id} is not on this machine.`,
    hint: 'Name a folder in the template to run it from source.',
  }
}
