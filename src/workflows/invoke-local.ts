import { join } from 'node:path'
import { canEnclose } from '../emulator/enclosure.ts'
import { hintOf } from '../emulator/hints.ts'
import { invokeOnce, mismatchOf } from '../emulator/invoke.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { FunctionSpec } from '../model/stack.ts'
import { resolver } from '../template/resolver.ts'
import type { StackArguments } from './arguments.ts'
import type { WorkflowContext } from './context.ts'
import { templateFile } from './project/files.ts'
import { namesInCode } from './project/late-code.ts'
import { knownLocally, withLookups } from './project/late-values.ts'
import { placed } from './project/placed.ts'
import { type SourceArguments, spotsOf, withVariables } from './project/source-app.ts'
import { placeholderWorld, type Understood, understand } from './project/workspace.ts'
import type { Reporter } from './reporter.ts'
import { cacheFolder } from './target/cache-folder.ts'
import { lendLocalCloud } from './target/lent-cloud.ts'
import { localFolder } from './target/local-folder.ts'
import { unknownFunction } from './unknown-function.ts'

/** Which function is run from its sources, and with what. */
export interface InvokeLocalArguments extends SourceArguments, StackArguments {
  readonly template?: string | undefined
  /** The function's logical ID or name; the only one where none is named. */
  readonly function?: string | undefined
  readonly payload: Uint8Array
  /** Where a debugger is waited for. */
  readonly debugPort?: number | undefined
}

/** Those who are told of a run. */
export interface InvokeLocalInput {
  readonly reporter: Reporter
  /** Takes what the function writes, as it writes it. */
  onOutput(text: string): void
}

/** Runs one function from its sources in a process of its own. */
export async function invokeLocal(
  context: WorkflowContext,
  args: InvokeLocalArguments,
  { reporter, onOutput }: InvokeLocalInput,
) {
  const { debugPort } = args
  const workDir = join(localFolder((await templateFile(context, args.template)).folder), 'work')
  // A debugger knows the files of the project: there the code is run as it lies.
  const enclosing = debugPort === undefined ? canEnclose(workDir) : Promise.resolve(false)
  const understood = await understand(context, args, {
    checks: true,
    needed: functions => meant(functions, args.function),
    world: placeholderWorld,
    reporter,
  })
  const { cloud } = understood.loaded
  const spec = await specOf(context, args, { understood, reporter })
  const enclosed = await enclosing
  const { folder, loaded } = understood
  const yard = { folder, out: join(cacheFolder(context), 'trees'), enclosed, loaded }
  const { spots, diagnostics } = await spotsOf([spec], yard, {
    context,
    build: args.build,
    emit: reporter.emit,
  })
  await reporter.diagnostics([...namesInCode(spec), ...diagnostics])
  const spot = spots.get(spec.id)
  if (spot === undefined) throw new Error(`${spec.id} has no place to be run from. This is a bug in fnx.`)
  const tree =
    debugPort === undefined
      ? await spot.stage(enclosed)
      : { folder: spot.folder, parts: {}, layers: await spot.layers(false) }
  const contract = await cloud.contract()
  const host = {
    searchPath: context.environment.PATH ?? '',
    home: context.home,
    variables: context.environment,
    ...(debugPort !== undefined && { debugPort }),
  }
  const mismatch = mismatchOf(contract, spec, host).catch(() => undefined) // the invocation itself says why
  const found: Diagnostic[] = []
  const lent = await lendLocalCloud(context, understood.folder)
  const outcome = await invokeOnce({
    contract,
    spec,
    ...host,
    code: tree.folder,
    parts: tree.parts,
    layers: tree.layers,
    enclosed,
    payload: args.payload,
    bootstraps: join(context.root, 'dist', 'bootstraps'),
    workDir,
    signal: context.signal,
    onOutput,
    packages: join(cacheFolder(context), 'carried'),
    tell: diagnostic => found.push(diagnostic),
    apiUrl: lent.apiUrl,
  }).finally(() => lent.close())
  const hint = found.length === 0 ? hintOf(spec, outcome) : undefined
  const told = [...found, await mismatch, hint].filter(each => each !== undefined)
  if (told.length > 0) await reporter.diagnostics(told)
  return outcome
}

interface Opened {
  readonly understood: Understood
  readonly reporter: Reporter
}

/** Gives the function with what the local cloud knows of its variables: names of what is deployed there, lookups. */
async function specOf(
  context: WorkflowContext,
  args: InvokeLocalArguments,
  { understood, reporter }: Opened,
) {
  const world = placeholderWorld(understood.loaded.cloud)
  const known = await knownLocally(args, understood)
  const read = async ({ loaded }: Understood): Promise<readonly FunctionSpec[]> => {
    const { cloud, stack, scope } = loaded
    const { clear } = resolver(scope, '')
    const found = cloud.functions(stack, world, (value, other) => clear(value, id => known(id) ?? other(id)))
    return placed(await found, loaded)
  }
  const functions = await read(understood)
  const spec = chosen(await withVariables(context, args, { functions, reporter }), args.function)
  const answered = await withLookups(context, { args, world, understood, spec, reporter })
  if (answered === undefined) return spec
  const quiet = { ...reporter, diagnostics: async () => undefined } // it was told before
  const again = await withVariables(context, args, { functions: await read(answered), reporter: quiet })
  return chosen(again, spec.id)
}

function meant(functions: readonly FunctionSpec[], name: string | undefined): FunctionSpec | undefined {
  const only = functions.length === 1 && name === undefined ? functions[0] : undefined
  return only ?? functions.find(({ id, name: own }) => id === name || own === name)
}

function chosen(functions: readonly FunctionSpec[], name: string | undefined): FunctionSpec {
  const found = meant(functions, name)
  if (found !== undefined) return found
  const known = functions.map(({ id }) => id)
  throw unknownFunction(name, known)
}
