import { join } from 'node:path'
import type { Finding } from '../../model/template.ts'
import type { Path, Properties, Value } from '../../model/value.ts'
import { schemaLibrary } from './schema.ts'
import { validate } from './validate.ts'
import { type Failure, failureLimit } from './validation.ts'

/** A value that its gate refused. */
export interface Doubt {
  readonly value: Value
  /** The file of its schema, with a pointer to where in it where it holds several. */
  readonly file: string
  /** Whose value it is: a logical ID, or empty for the whole document. */
  readonly subject: string
  readonly path: Path
}

/**
 * Says what is wrong with values, by their schemas themselves; nothing is wrong with a value where nothing is found.
 * `made` gives schemas that are no files of the package.
 */
export function explain(
  doubts: readonly Doubt[],
  root: string,
  made?: (file: string) => Properties | undefined,
): readonly Failure[] {
  const library = schemaLibrary(join(root, 'schemas'), made)
  const found: Failure[] = []
  for (const { value, file, subject, path } of doubts) {
    if (found.length >= failureLimit) break
    const schema = library.follow(file, { rules: true, file: '' })
    const failures = validate(value, schema, { library, subject })
    const before = found.filter(other => isAbove(path, other.path))
    for (const failure of failures.map(one => ({ ...one, path: [...path, ...one.path] })))
      if (!before.some(other => covers(other, failure)) && !found.some(other => isSameLimit(other, failure)))
        found.push(failure)
  }
  return found
}

/** Several schemas may hold for one value: what is said of it as a whole covers what another says of it or its parts. */
function covers({ code, path, message }: Finding, other: Finding): boolean {
  return isAbove(path, other.path) && (code === 'E2001' || code === 'E2004' || message === other.message)
}

/** Whose length is wrong does not match a pattern either: one of it is enough. */
function isSameLimit({ code, path }: Finding, other: Finding): boolean {
  return (
    code === 'E2005' && other.code === code && path.length === other.path.length && isAbove(path, other.path)
  )
}

function isAbove(path: Path, other: Path): boolean {
  return path.length <= other.length && path.every((step, index) => other[index] === step)
}
