import { join } from 'node:path'
import type { Context, Typed } from '../cli/command.ts'
import { textOf, wantsJson } from '../cli/options.ts'
import { reporter } from '../cli/views/reporter.ts'
import { writeOutput } from '../cli/views/write.ts'
import { canEnclose } from '../emulator/enclosure.ts'
import { hintOf } from '../emulator/hints.ts'
import { invokeOnce } from '../emulator/invoke.ts'
import { FnxError } from '../model/diagnostic.ts'
import type { FunctionSpec } from '../model/stack.ts'
import { resolver } from '../template/resolver.ts'
import { templateFile } from './project/files.ts'
import { namesInCode } from './project/late-code.ts'
import { spotOf, withVariables } from './project/source-app.ts'
import { placeholderWorld, understand } from './project/workspace.ts'
import { cacheFolder } from './target/cache-folder.ts'
import { localFolder } from './target/local-folder.ts'
import { unknownFunction } from './unknown-function.ts'

/** Runs one function from its sources in a process of its own. */
export async function invokeLocal(context: Context, typed: Typed, payload: Uint8Array): Promise<number> {
  const out = reporter(context, wantsJson(typed))
  const debugged = debugging(typed)
  const unnamed = { ...typed, args: [] }
  const workDir = join(localFolder((await templateFile(context, unnamed)).folder), 'work')
  // A debugger knows the files of the project: there the code is run as it lies.
  const enclosing = debugged.debugPort === undefined ? canEnclose(workDir) : Promise.resolve(false)
  const understood = await understand(context, unnamed, {
    checks: false,
    world: placeholderWorld,
    reporter: out,
  })
  const { cloud, stack, scope } = understood.loaded
  const { clear } = resolver(scope, '')
  const functions = await cloud.functions(stack, placeholderWorld(cloud), clear)
  const spec = chosen(await withVariables(context, typed, functions), typed.args[0])
  await out.diagnostics(namesInCode(spec))
  const enclosed = await enclosing
  const trees = join(cacheFolder(context), 'trees')
  const spot = await spotOf(spec, { folder: understood.folder, out: trees, enclosed })
  const tree = debugged.debugPort === undefined ? await spot.stage(enclosed) : spot
  const outcome = await invokeOnce({
    contract: await cloud.contract(),
    spec,
    code: tree.folder,
    ...('parts' in tree ? { parts: tree.parts } : {}),
    enclosed,
    payload,
    bootstraps: join(context.root, 'dist', 'bootstraps'),
    searchPath: context.environment.PATH ?? '',
    workDir,
    signal: context.signal,
    onOutput: text => writeOutput(context.stderr, text),
    ...debugged,
  })
  const hint = hintOf(spec, outcome)
  if (hint !== undefined) await out.diagnostics([hint])
  out.close()
  writeOutput(context.stdout, `${Buffer.from(outcome.payload).toString()}\n`)
  return context.signal.aborted ? 130 : outcome.failure === undefined ? 0 : 1
}

function debugging(typed: Typed): { readonly debugPort?: number } {
  const written = textOf(typed, 'debugPort')
  if (written === undefined) return {}
  const debugPort = Number(written)
  if (Number.isInteger(debugPort) && debugPort > 0 && debugPort < 65_536) return { debugPort }
  throw new FnxError(
    { code: 'E0001', message: `"${written}" is not a port.`, hint: 'Use a number such as 9229.' },
    2,
  )
}

function chosen(functions: readonly FunctionSpec[], name: string | undefined): FunctionSpec {
  const only = functions.length === 1 && name === undefined ? functions[0] : undefined
  const found = only ?? functions.find(({ id, name: own }) => id === name || own === name)
  if (found !== undefined) return found
  const known = functions.map(({ id }) => id)
  throw unknownFunction(name, known)
}
