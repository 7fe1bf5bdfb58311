import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Value } from '../model/value.ts'
import { outcomes } from './leniency.ts'

/** Tells whether a value meets a schema as templates write it; a refusal is explained by what reads the schema itself. */
export type Gate = (value: Value) => boolean

/** Loads the compiled validators of schemas by their files; a schema without one that is up to date lets nothing pass. */
export async function openGates(
  root: string,
  files: readonly string[],
): Promise<(file: string, value: Value) => boolean> {
  const distinct = [...new Set(files)]
  const gates = new Map(
    await Promise.all(distinct.map(async file => [file, await openGate(root, file)] as const)),
  )
  return (file, value) => gates.get(file)?.(value) ?? false
}

async function openGate(root: string, file: string): Promise<Gate | undefined> {
  const compiled = join(root, 'dist', 'validators', file.replace(/\.json$/, '.js'))
  if (!existsSync(compiled) || (runsFromSource && isOutdated(compiled, join(root, 'schemas', file))))
    return undefined
  // What the build makes of a schema is a module of this form.
  const { validate } = (await import(pathToFileURL(compiled).href)) as { readonly validate: Gate }
  return value => outcomes(value).every(outcome => validate(outcome))
}

/** The build makes program and validators at once: schemas can be newer for a program alone that was not built. */
const runsFromSource = import.meta.url.endsWith('.ts')

/** A schema may refer to any other of its folder. */
function isOutdated(compiled: string, schema: string): boolean {
  const { mtimeMs } = statSync(compiled)
  const folder = dirname(schema)
  return readdirSync(folder).some(file => statSync(join(folder, file)).mtimeMs > mtimeMs)
}
