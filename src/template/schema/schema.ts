import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { at, type Properties, type Value } from '../../model/value.ts'

/** A schema and the file that its references are relative to. */
export interface Schema {
  readonly rules: Value
  readonly file: string
}

/** The JSON Schemas of a package, each file read when it is first named. */
export interface SchemaLibrary {
  /** Gives the schema in a file below the folder of schemas, such as `aws/function.json`. */
  schema(file: string): Schema
  /** Follows a `$ref` of a schema: `#/definitions/Event`, `event.json` or `event.json#/definitions/Timer`. */
  follow(reference: string, from: Schema): Schema
}

/** Opens the folder of schemas of a package; `made` gives those that the build made of what clouds publish. */
export function schemaLibrary(
  folder: string,
  made: (file: string) => Properties | undefined = () => undefined,
): SchemaLibrary {
  const files = new Map<string, Value>()
  const followed = new Map<string, Schema>()
  const read = (file: string): Value => {
    const known = files.get(file)
    if (known !== undefined) return known
    // JSON.parse gives JSON, which is what a Value is.
    const document = made(file) ?? (JSON.parse(readFileSync(join(folder, file), 'utf8')) as Properties)
    files.set(file, document)
    return document
  }
  return {
    schema: file => ({ rules: read(file), file }),
    follow(reference, from) {
      const key = `${from.file}\n${reference}`
      const found = followed.get(key) ?? target(reference, from, read)
      followed.set(key, found)
      return found
    },
  }
}

function target(reference: string, from: Schema, read: (file: string) => Value): Schema {
  const [name = '', pointer = ''] = reference.split('#')
  const file = name === '' ? from.file : posix.join(posix.dirname(from.file), name)
  const path = pointer.split('/').slice(1).map(unescapePointer)
  const rules = at(read(file), path)
  if (rules === undefined)
    throw new Error(
      `The schema ${from.file} refers to ${reference}, which is not there. This is a bug in fnx.`,
    )
  return { rules, file }
}

function unescapePointer(part: string): string {
  return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
}
