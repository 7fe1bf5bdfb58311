import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Value } from '../../model/value.ts'
import { outcomes } from './leniency.ts'

/** Tells whether a value meets a schema as templates write it; a refusal is explained by what reads the schema itself. */
export type Gate = (value: Value) => boolean

/** Gives the compiled validators of schemas by their files, each loaded at its first use; what has none is refused. */
export function gates(root: string): (file: string) => Gate {
  const opened = new Map<string, Gate>()
  return file => {
    const gate = opened.get(file) ?? openGate(root, file)
    opened.set(file, gate)
    return gate
  }
}

const load = createRequire(import.meta.url)

function openGate(root: string, file: string): Gate {
  const compiled = join(root, 'dist', 'validators', file.replace(/\.json$/, '.cjs'))
  const schema = join(root, 'schemas', file)
  if (!existsSync(compiled) || (runsFromSource && isOutdated(compiled, schema))) return () => false
  // What the build makes of a schema is a module of this form.
  const { validate } = load(compiled) as { readonly validate: Gate }
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
