import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Context, Typed } from '../../cli/command.ts'
import type { Reporter } from '../../cli/views/reporter.ts'
import type { TemplateApp } from '../../emulator/served.ts'
import { type Diagnostic, FnxError } from '../../model/diagnostic.ts'
import type { CodeStorage } from '../../model/provider.ts'
import type { FunctionSpec } from '../../model/stack.ts'
import { resolver } from '../../template/resolver.ts'
import { environmentOf } from './env-vars.ts'
import { namesInCode } from './late-code.ts'
import { openTemplate, placeholderWorld, type Understood } from './workspace.ts'

/** Gives what of a template the local cloud can run straight from its sources. */
export async function sourceApp(context: Context, typed: Typed, out: Reporter): Promise<TemplateApp> {
  const opened = await openTemplate(context, typed, { checks: true, world: placeholderWorld, reporter: out })
  const { provider, loaded } = opened
  const { clear } = resolver(loaded.scope, '')
  const app = provider.local(loaded.stack, placeholderWorld(loaded.cloud), clear)
  const functions = await withVariables(context, typed, app.functions)
  await out.diagnostics(functions.flatMap(namesInCode))
  for (const what of app.unsupported) out.say(`not run locally: ${what}`)
  const spots = new Map<string, Spot>()
  for (const spec of functions) spots.set(spec.id, await spotOf(spec, opened))
  return {
    provider: provider.name,
    app: { ...app, functions },
    folderOf: id => spots.get(id)?.folder ?? opened.folder,
    watches: [opened.file, ...[...spots.values()].flatMap(({ watches }) => watches)],
  }
}

/** Where the code of a function can be run from, and what must be built anew when it changes. */
export interface Spot {
  readonly folder: string
  readonly watches: readonly string[]
}

/** Gives functions with the environment of `--env-vars`. */
export async function withVariables(
  context: Context,
  typed: Typed,
  functions: readonly FunctionSpec[],
): Promise<readonly FunctionSpec[]> {
  const overrides = await environmentOf(context, typed)
  return functions.map(spec => ({ ...spec, environment: { ...spec.environment, ...overrides(spec) } }))
}

/** A folder is run as it lies; a zip, text in the template and what is to be bundled are built first. */
export async function spotOf(spec: FunctionSpec, { folder, loaded }: Understood): Promise<Spot> {
  const { path, build } = spec.code ?? {}
  const place = resolve(folder, path ?? '.')
  if (path !== undefined && build?.BuildMethod !== 'esbuild') {
    const kind = statSync(place, { throwIfNoEntry: false })
    if (kind?.isDirectory()) return { folder: place, watches: [] }
    if (kind?.isFile() && !/\.(zip|jar)$/i.test(place)) return { folder: dirname(place), watches: [] }
  }
  const { code } = await loaded.cloud.provider()
  return { folder: await built(spec, folder, code), watches: path === undefined ? [] : [place] }
}

async function built(spec: FunctionSpec, folder: string, limits: CodeStorage): Promise<string> {
  const [{ packageFunction }, { unpack }] = await Promise.all([
    import('../../artifact/package.ts'),
    import('../../artifact/unpack.ts'),
  ])
  const { value, diagnostics } = await packageFunction({
    spec,
    folder,
    out: join(folder, '.fnx', 'artifacts'),
    limits,
  })
  if (value === undefined) throw new FnxError(diagnostics.length > 0 ? diagnostics : noCode(spec), 1)
  const to = join(folder, '.fnx', 'build', value.hash)
  if (statSync(to, { throwIfNoEntry: false }) === undefined) await unpack(value.file, to)
  return to
}

function noCode({ id }: FunctionSpec): Diagnostic {
  return {
    code: 'E0016',
    message: `The code of ${id} is not on this machine.`,
    hint: 'Name a folder in the template to run it from source.',
  }
}
