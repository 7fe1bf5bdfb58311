import { join } from 'node:path'
import type { Context, Typed } from '../cli/command.ts'
import { textOf, wantsJson } from '../cli/options.ts'
import { reporter } from '../cli/views/reporter.ts'
import { writeOutput } from '../cli/views/write.ts'
import { invokeOnce } from '../emulator/invoke.ts'
import { FnxError } from '../model/diagnostic.ts'
import type { FunctionSpec } from '../model/stack.ts'
import { resolver } from '../template/resolver.ts'
import { namesInCode } from './project/late-code.ts'
import { spotOf, withVariables } from './project/source-app.ts'
import { placeholderWorld, understand } from './project/workspace.ts'
import { localFolder } from './target/local-folder.ts'
import { unknownFunction } from './unknown-function.ts'

/** Runs one function from its sources in a process of its own. */
export async function invokeLocal(context: Context, typed: Typed, payload: Uint8Array): Promise<number> {
  const out = reporter(context, wantsJson(typed))
  const understood = await understand(
    context,
    { ...typed, args: [] },
    { checks: false, world: placeholderWorld, reporter: out },
  )
  const { cloud, stack, scope } = understood.loaded
  const { clear } = resolver(scope, '')
  const functions = await cloud.functions(stack, placeholderWorld(cloud), clear)
  const spec = chosen(await withVariables(context, typed, functions), typed.args[0])
  await out.diagnostics(namesInCode(spec))
  const { failure, payload: answer } = await invokeOnce({
    contract: await cloud.contract(),
    spec,
    code: (await spotOf(spec, understood)).folder,
    payload,
    bootstraps: join(context.root, 'dist', 'bootstraps'),
    searchPath: context.environment.PATH ?? '',
    workDir: join(localFolder(understood.folder), 'work'),
    signal: context.signal,
    onOutput: text => writeOutput(context.stderr, text),
    ...debugging(typed),
  })
  out.close()
  writeOutput(context.stdout, `${Buffer.from(answer).toString()}\n`)
  return context.signal.aborted ? 130 : failure === undefined ? 0 : 1
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
