// Makes dist/types/<cloud>/: by resource type, the shape of what fnx takes of it, a file per service. It is what the
// recipes say, joined with what the cloud publishes; validate reads those that a template names and loads no recipe.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** The program has no door to its recipes: this is one. */
const door = `
export { loadTypes, typeNames } from './src/model/service.ts'
export { typeTables } from './src/template/schema/type-tables.ts'
export { clouds } from './src/providers/index.ts'
export { genericName } from './src/model/way.ts'
export { abilitiesIn } from './src/workflows/project/abilities.ts'
export { fileOf } from './src/workflows/project/taken.ts'
`

/** Writes the shapes of all clouds; the tables of what clouds publish must be there. */
export async function buildTakenShapes(root) {
  const { clouds, fileOf, ...program } = await open(root)
  for (const cloud of clouds) {
    const files = {}
    for (const [type, shape] of await shapesOf(cloud, { root, ...program })) {
      const file = fileOf(root, cloud.name, type)
      files[file] = { ...files[file], [type]: shape }
    }
    rmSync(join(root, 'dist/types', cloud.name), { recursive: true, force: true })
    for (const [file, shapes] of Object.entries(files)) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, JSON.stringify(shapes))
    }
  }
}

async function shapesOf(cloud, { root, typeTables, loadTypes, typeNames, abilitiesIn, genericName }) {
  const provider = await cloud.provider()
  const tables = typeTables(root, cloud.name)
  const native = typeNames(provider)
  const names = [...native, ...tables.names()]
  const types = await loadTypes(provider, [...names, ...native.map(genericName)], tables)
  const abilitiesOf = abilitiesIn(types, await cloud.dialect(), root)
  // What a file does not pass on goes the generic way, but for functions.
  const takes = type => ({
    members: {
      ...abilitiesOf(type).takes.members,
      ...(type === provider.functionType ? {} : abilitiesOf(genericName(type))?.takes.members),
    },
  })
  return names.filter(name => abilitiesOf(name) !== undefined).map(type => [type, takes(type)])
}

/** Packages stay outside: what a recipe is needs none of them, and bundling them takes most of a second. */
async function open(root) {
  const outfile = join(root, 'dist/taken-shapes.draft.mjs')
  const stdin = { contents: door, resolveDir: root, loader: 'ts' }
  await build({ stdin, outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' })
  try {
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(outfile)
  }
}
