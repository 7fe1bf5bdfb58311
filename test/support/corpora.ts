import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of public templates beside the checkout; absent in a clone of the project alone. */
export const corpora = join(import.meta.dirname, '../../../shared/corpora')

/** The folder of the templates that the project was asked to run. */
export const seeds = join(import.meta.dirname, '../../../shared/seeds')

/** Lists the files below a folder whose names match, in the order of their paths; none where the folder is absent. */
export function filesBelow(folder: string, name: RegExp): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => name.test(file))
    .sort()
    .map(file => join(folder, file))
}
