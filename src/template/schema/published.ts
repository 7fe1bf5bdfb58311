import { join } from 'node:path'
import type { Published } from '../../model/abilities.ts'
import type { Dialect } from '../../model/dialect.ts'
import { schemaLibrary } from './schema.ts'
import { shapeOf } from './shape.ts'
import { typeTables } from './type-tables.ts'

/** Gives what a dialect's cloud publishes of the properties of its types, each read when it is first asked for. */
export function publishedBy(dialect: Dialect, root: string): (type: string) => Published {
  const tables = typeTables(root, dialect.tables?.({}))
  const library = schemaLibrary(join(root, 'schemas'), file => tables.document(file))
  const known = new Map<string, Published>()
  const read = (type: string): Published => {
    const table = tables.typeOf(type)
    const file = table?.schema ?? dialect.schemaOf(type)
    if (file === undefined) return {}
    const shape = shapeOf(library.follow(file, { rules: true, file: '' }), library)
    // A table names a nested property by its way, `A/B`.
    const replacedBy = table?.replacedBy.map(path => path.replaceAll('/', '.'))
    return { shape, ...(replacedBy === undefined ? {} : { replacedBy }) }
  }
  return type => {
    const found = known.get(type) ?? read(type)
    known.set(type, found)
    return found
  }
}
