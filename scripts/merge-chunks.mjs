// esbuild makes a chunk of every set of entry points that share something: the commonest commands would read sixty files,
// most of them of a kilobyte. Chunks that the same commonest starts need are made one file.
import { createHash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { build } from 'esbuild'

/**
 * Merges chunks that are loaded by the same ones of `roots`, which are entry points; what none of them loads stays.
 * @param {{ outputs: Record<string, any>, texts: Map<string, string> }} program What esbuild made, by the paths of its metafile.
 * @param {{ roots: readonly string[], options: import('esbuild').BuildOptions }} how
 */
export async function mergeChunks({ outputs, texts }, { roots, options }) {
  const groups = groupsOf(outputs, roots)
  const merged = new Map(
    groups.flatMap(group => group.members.map((path, index) => [path, { group, index }])),
  )
  const made = new Map()
  for (const group of groups) made.set(group.path, await joined(group, { outputs, texts, options }))
  for (const [path, text] of texts) if (!merged.has(path)) made.set(path, text)
  for (const [path, text] of made) made.set(path, redirected(text, { merged, from: dirname(path) }))
  return { outputs: described(outputs, { groups, merged }), texts: made }
}

/** Groups chunks by the roots that load them; a group of one needs no merging. */
function groupsOf(outputs, roots) {
  const loaders = new Map()
  for (const root of roots) {
    const entry = Object.keys(outputs).find(path => outputs[path].entryPoint === root)
    if (entry === undefined) throw new Error(`${root} is no entry point of the program any more.`)
    for (const path of loadedBy(entry, outputs))
      if (outputs[path].entryPoint === undefined) loaders.set(path, [...(loaders.get(path) ?? []), root])
  }
  const groups = new Map()
  for (const path of [...loaders.keys()].sort()) {
    const key = loaders.get(path).join('\n')
    groups.set(key, [...(groups.get(key) ?? []), path])
  }
  return [...groups.values()]
    .filter(members => members.length > 1 && !comesBack(members, outputs))
    .map(members => ({ members, path: join(dirname(members[0]), `shared-${hashOf(members)}.js`) }))
}

/** What is imported between two chunks would have to run in the middle of the file that they become. */
function comesBack(members, outputs) {
  const next = new Set(
    members.flatMap(path => [...loadedBy(path, outputs)]).filter(path => !members.includes(path)),
  )
  return [...next].some(path => [...loadedBy(path, outputs)].some(found => members.includes(found)))
}

/** Gives a file and all that it imports, and what they import, without what is loaded later. */
function loadedBy(entry, outputs) {
  const found = new Set([entry])
  for (const path of found)
    for (const { path: next, kind } of outputs[path].imports)
      if (kind === 'import-statement' && outputs[next] !== undefined) found.add(next)
  return found
}

/** The names of chunks are hashes of what is in them. */
function hashOf(members) {
  return createHash('sha256').update(members.join('\n')).digest('hex').slice(0, 8).toUpperCase()
}

/** Makes one file of several; each export has the number of its file before its name, for two may have the same. */
async function joined({ members }, { outputs, texts, options }) {
  const lines = members.map((path, index) => {
    const names = outputs[path].exports.map(name => `${name} as ${exported(name, index)}`)
    return `export {${names.join(',')}} from './${basename(path)}'`
  })
  const inside = new Map(members.map(path => [`./${basename(path)}`, path]))
  const parts = {
    name: 'parts',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ path }) =>
        inside.has(path) ? { path, namespace: 'part' } : { path, external: true },
      )
      onLoad({ filter: /.*/, namespace: 'part' }, ({ path }) => ({ contents: texts.get(inside.get(path)) }))
    },
  }
  const stdin = { contents: lines.join('\n'), resolveDir: '/' }
  const { outputFiles } = await build({ ...options, stdin, plugins: [parts], write: false })
  return outputFiles[0].text
}

function exported(name, index) {
  return `_${index}_${name}`
}

/** Lets a file import from what its chunks went into. */
function redirected(text, { merged, from }) {
  const redirect = text.replaceAll(
    /\bimport(?:\{([^}]*)\}from)?"(\.\/[\w/-]*chunk-[A-Z0-9]+\.js)"/g,
    (statement, names, to) => {
      const { group, index } = merged.get(join(from, to)) ?? {}
      if (group === undefined) return statement
      const file = `"${to.slice(0, to.lastIndexOf('/') + 1)}${basename(group.path)}"`
      return names === undefined ? `import${file}` : `import{${renamed(names, index)}}from${file}`
    },
  )
  const left = [...merged.keys()].find(path => redirect.includes(basename(path)))
  if (left !== undefined) throw new Error(`${left} is imported in a way that cannot be redirected.`)
  return redirect
}

function renamed(names, index) {
  return names
    .split(',')
    .map(one => one.split(' as '))
    .map(([name, own = name]) => `${exported(name, index)} as ${own}`)
    .join(',')
}

/** Says of the merged files what esbuild says of its own, as far as tests and the sweep ask. */
function described(outputs, { groups, merged }) {
  const kept = Object.entries(outputs).filter(([path]) => !merged.has(path))
  const own = groups.map(({ path, members }) => [
    path,
    { inputs: Object.assign({}, ...members.map(member => outputs[member].inputs)) },
  ])
  return Object.fromEntries([...kept, ...own])
}
