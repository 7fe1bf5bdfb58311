import { join } from 'node:path'
import type { Finding } from '../model/template.ts'
import type { Path, Value } from '../model/value.ts'
import { schemaLibrary } from './schema.ts'
import { validate } from './validate.ts'
import { failureLimit } from './validation.ts'

/** A value that its gate refused. */
export interface Doubt {
  readonly value: Value
  /** The file of its schema. */
  readonly file: string
  /** Whose value it is: a logical ID, or empty for the whole document. */
  readonly subject: string
  readonly path: Path
}

/** Says what is wrong with values, by their schemas themselves; nothing is wrong with a value where nothing is found. */
export function explain(doubts: readonly Doubt[], root: string): readonly Finding[] {
  const library = schemaLibrary(join(root, 'schemas'))
  const found: Finding[] = []
  for (const { value, file, subject, path } of doubts) {
    if (found.length >= failureLimit) break
    for (const failure of validate(value, library.schema(file), { library, subject }))
      found.push({ ...failure, path: [...path, ...failure.path] })
  }
  return found
}
