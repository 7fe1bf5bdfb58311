import { join } from 'node:path'
import { invokeOnce } from '../emulator/invoke-once.ts'
import type { FunctionSpec } from '../model/stack.ts'
import type { Context, Typed } from './command.ts'
import { unknownFunction } from './deployed.ts'
import { textOf, wantsJson } from './options.ts'
import { runnable } from './source-app.ts'
import { reporter } from './views/reporter.ts'
import { openTemplate } from './workspace.ts'

/** Runs one function from its sources in a process of its own. */
export async function invokeLocal(context: Context, typed: Typed, payload: Uint8Array): Promise<number> {
  const out = reporter(context, wantsJson(typed))
  const opened = await openTemplate(
    context,
    { ...typed, args: [] },
    { checks: false, world: {}, reporter: out },
  )
  const { app, folderOf } = await runnable(context, typed, opened)
  const spec = chosen(app.functions, typed.args[0])
  const debugPort = textOf(typed, 'debugPort')
  const outcome = await invokeOnce({
    contract: await opened.loaded.cloud.contract(),
    spec,
    folder: folderOf(spec.id),
    payload,
    bootstraps: join(context.root, 'dist', 'bootstraps'),
    signal: context.signal,
    ...(debugPort !== undefined && { debugPort: Number(debugPort) }),
  })
  context.stderr.write(outcome.log)
  context.stdout.write(`${Buffer.from(outcome.payload).toString()}\n`)
  return outcome.failure === undefined ? 0 : 1
}

function chosen(functions: readonly FunctionSpec[], name: string | undefined): FunctionSpec {
  const only = functions.length === 1 && name === undefined ? functions[0] : undefined
  const found = only ?? functions.find(({ id, name: own }) => id === name || own === name)
  if (found !== undefined) return found
  const known = functions.map(({ id }) => id)
  throw unknownFunction(name ?? '(none named)', known)
}
