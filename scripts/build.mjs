// Makes dist/: the program in lazily loaded chunks, a validator per schema, the tables of resource types and what is taken
// of them, the bootstraps, and the texts that bin/fnx.js answers without loading anything.
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { mergeChunks } from './merge-chunks.mjs'
import { buildResourceTypes } from './resource-types.mjs'
import { buildTakenShapes } from './taken-shapes.mjs'
import { buildValidators } from './validators.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  mainFields: ['module', 'main'],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
  // Optional parts of SDKs that are never reached, and the bundler that user builds call.
  external: ['esbuild', 'proxy-agent'],
}

/** Bundled CommonJS packages still call `require` for Node's own modules; only files that do get one, for it costs a millisecond. */
const requireLine = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);"

/** Modules of Node that packages load for what fnx does not use of them, each with what is enough instead. */
const lighter = {
  // Commander runs subcommands that are programs of their own; loading this takes 7 ms.
  'node:child_process': 'module.exports = {}',
  // A module's view of it reads every getter, those that open the standard streams too.
  'node:process': 'module.exports = globalThis.process',
}

/** Serves the lighter modules to the packages of the command line; SDKs get Node's own. */
const light = {
  name: 'light',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:(child_process|process)$/ }, ({ path, importer }) =>
      /node_modules\/(commander|chalk)\//.test(importer) ? { path, namespace: 'light' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'light' }, ({ path }) => ({ contents: lighter[path] }))
  },
}

/** What is started most often, or has to start fast; what several of them load is read as one file. */
const commonest = [
  'src/cli/program.ts',
  'src/cli/commands/validate.ts',
  'src/cli/commands/expand.ts',
  'src/cli/commands/explain.ts',
  'src/cli/commands/init.ts',
  'src/cli/commands/status.ts',
  'src/cli/commands/invoke.ts',
  'src/providers/aws/dialect/index.ts',
  'src/providers/aws/template-app.ts',
]

mkdirSync(dist, { recursive: true })
const [program, validators] = await Promise.all([
  buildProgram(),
  buildValidators(join(root, 'schemas'), join(dist, 'validators')),
])
const outputs = { ...program.outputs, ...validators.outputs }
writeFileSync(join(dist, 'meta.json'), JSON.stringify({ outputs }))
copyBootstraps()
const published = name => join(root, `src/providers/aws/data/${name}.json`)
buildResourceTypes(
  { corrections: published('corrections'), limits: published('limits'), handlers: published('handlers') },
  join(dist, 'types/aws.pack'),
)
await buildTakenShapes(root)
renderTexts()
sweep(Object.keys(outputs))

async function buildProgram() {
  const { metafile, outputFiles } = await build({
    ...shared,
    entryPoints: {
      main: join(root, 'src/cli/main.ts'),
      'zip-worker': join(root, 'src/artifact/zip-worker.ts'),
    },
    absWorkingDir: root,
    outdir: dist,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    define: { FNX_VERSION: JSON.stringify(version) },
    metafile: true,
    plugins: [light],
    write: false,
  })
  const texts = new Map(outputFiles.map(({ path, text }) => [relative(root, path), text]))
  const program = { outputs: metafile.outputs, texts }
  const merged = await mergeChunks(program, { roots: commonest, options: shared })
  for (const [path, text] of merged.texts) writeOutput(join(root, path), text)
  return merged
}

function writeOutput(path, text) {
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.draft`
  writeFileSync(draft, /\brequire\b/.test(text) ? requireLine + text : text)
  // A program that runs meanwhile finds the old file or the new one, and copies of this folder by links stay as they are.
  renameSync(draft, path)
}

/** Removes what an earlier build made and this one did not, without a moment in which dist/ is empty. */
function sweep(outputs) {
  const made = new Set(outputs.map(file => resolve(root, file)))
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' }))
    if (/\.c?js$/.test(file) && !made.has(join(dist, file))) rmSync(join(dist, file))
}

function copyBootstraps() {
  const from = join(root, 'src/emulator/bootstraps')
  const to = join(dist, 'bootstraps')
  mkdirSync(to, { recursive: true })
  for (const file of readdirSync(from)) copyFileSync(join(from, file), join(to, file))
}

function renderTexts() {
  writeFileSync(join(dist, 'version.txt'), `${version}\n`)
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(dist, 'main.js'), '--help'], {
    encoding: 'utf8',
    env: { NO_COLOR: '1' },
  })
  if (status !== 0) throw new Error(`${relative(root, dist)}/main.js --help failed: ${stderr}`)
  writeFileSync(join(dist, 'help.txt'), stdout)
}
