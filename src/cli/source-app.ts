import { resolve } from 'node:path'
import type { TemplateApp } from '../emulator/emulator.ts'
import { FnxError, failed } from '../model/diagnostic.ts'
import type { FunctionSpec, LocalApp } from '../model/stack.ts'
import { isRecord } from '../model/value.ts'
import type { Context, Typed } from './command.ts'
import { readNamed } from './files.ts'
import { textOf } from './options.ts'
import type { Reporter } from './views/reporter.ts'
import { type Opened, openTemplate, placeholderWorld } from './workspace.ts'

/** Gives what of a template the local cloud can run straight from its sources. */
export async function sourceApp(context: Context, typed: Typed, out: Reporter): Promise<TemplateApp> {
  const opened = await openTemplate(context, typed, { checks: true, world: {}, reporter: out })
  const { app, folderOf } = await runnable(context, typed, opened)
  for (const what of app.unsupported) out.say(`not run locally: ${what}`)
  return { provider: opened.provider.name, app, folderOf }
}

/** The functions of an opened template with the environment of `--env-vars`, and where the code of each is. */
export async function runnable(context: Context, typed: Typed, opened: Opened) {
  const { provider, loaded, folder } = opened
  const found: Parameters<Parameters<typeof provider.local>[2]>[0][] = []
  const app = provider.local(loaded.stack, placeholderWorld(loaded.cloud), diagnostic =>
    found.push(diagnostic),
  )
  if (failed(found)) throw new FnxError(found, 2)
  const overrides = await environmentOf(context, typed)
  const functions = app.functions.map(spec => ({
    ...spec,
    environment: { ...spec.environment, ...overrides(spec) },
  }))
  const named: LocalApp = { ...app, functions }
  const paths = new Map(functions.map(({ id, code }) => [id, resolve(folder, code?.path ?? '.')]))
  return { app: named, folderOf: (id: string) => paths.get(id) ?? folder }
}

/** Reads `--env-vars`: a map by logical ID, with `Parameters` for every function, or one flat map for all. */
async function environmentOf(
  { cwd }: Context,
  typed: Typed,
): Promise<(spec: FunctionSpec) => Readonly<Record<string, string>>> {
  const named = textOf(typed, 'envVars')
  if (named === undefined) return () => ({})
  const map = parsed(Buffer.from(await readNamed(resolve(cwd, named), named)).toString(), named)
  const flat = Object.values(map).every(value => !isRecord(value))
  return ({ id, name }) =>
    strings(flat ? map : { ...section(map, 'Parameters'), ...section(map, name), ...section(map, id) })
}

function section(map: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> {
  const found = Object.hasOwn(map, key) ? map[key] : undefined
  return isRecord(found) ? found : {}
}

function strings(map: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, String(value)]))
}

/** Parses a JSON file that the user named, which must hold a map. */
export function parsed(text: string, named: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    if (isRecord(value)) return value
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new FnxError(
      { code: 'E0014', message: `${named} is not JSON: ${reason}.`, hint: 'Mend the file.' },
      2,
    )
  }
  throw new FnxError(
    { code: 'E0014', message: `${named} does not hold a JSON map.`, hint: 'Mend the file.' },
    2,
  )
}
