// Makes dist/: the program in lazily loaded chunks, a validator per schema, the bootstraps, and the texts that
// bin/fnx.js answers without loading anything.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { build } from 'esbuild'

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

mkdirSync(dist, { recursive: true })
const [program, validators] = await Promise.all([buildProgram(), buildValidators()])
copyBootstraps()
renderTexts()
sweep([...Object.keys(program.outputs), ...Object.keys(validators.outputs)])

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
  for (const { path, text } of outputFiles) writeOutput(path, text)
  writeFileSync(join(dist, 'meta.json'), JSON.stringify(metafile))
  return metafile
}

function writeOutput(path, text) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, /\brequire\b/.test(text) ? requireLine + text : text)
}

async function buildValidators() {
  const schemas = join(root, 'schemas')
  const files = readdirSync(schemas, { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith('.json'),
  )
  const sources = validatorsOf(schemas, files)
  const { metafile } = await build({
    ...shared,
    entryPoints: Object.keys(sources).map(file => ({
      in: `validator:${file}`,
      out: file.replace(/\.js$/, ''),
    })),
    absWorkingDir: root,
    outdir: join(dist, 'validators'),
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    banner: { js: requireLine },
    metafile: true,
    plugins: [virtual(sources)],
  })
  return metafile
}

/** Schemas may refer to each other by file name. */
function validatorsOf(schemas, files) {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    verbose: true,
    validateFormats: false,
    code: { source: true, esm: true, lines: false },
  })
  const idOf = file => {
    const schema = JSON.parse(readFileSync(join(schemas, file), 'utf8'))
    ajv.addSchema(schema)
    return schema.$id
  }
  const ids = files.map(file => [file, idOf(file)])
  return Object.fromEntries(
    ids.map(([file, id]) => [file.replace(/\.json$/, '.js'), standaloneCode(ajv, ajv.getSchema(id))]),
  )
}

/** Serves generated sources to esbuild without writing them. */
function virtual(sources) {
  return {
    name: 'validators',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^validator:/ }, ({ path }) => ({
        path: path.slice('validator:'.length),
        namespace: 'validator',
      }))
      onLoad({ filter: /.*/, namespace: 'validator' }, ({ path }) => ({
        contents: sources[path],
        resolveDir: root,
        loader: 'js',
      }))
    },
  }
}

/** Removes what an earlier build made and this one did not, without a moment in which dist/ is empty. */
function sweep(outputs) {
  const made = new Set(outputs.map(file => resolve(root, file)))
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.js') && !made.has(join(dist, file))) rmSync(join(dist, file))
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
