// Compiles each schema to a module that says whether a value meets it, as templates write values. What is wrong with one
// that does not, and where, is said by src/template/explain.ts, which reads the schema itself.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _, Ajv, Name } from 'ajv'
import { or } from 'ajv/dist/compile/codegen/index.js'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { usePattern } from 'ajv/dist/vocabularies/code.js'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Writes `aws/function.js` for each `aws/function.json`, with all that the schema refers to. */
export async function buildValidators(from, to) {
  const sources = validatorsOf(from)
  const { metafile } = await build({
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    entryPoints: Object.keys(sources).map(file => ({
      in: `validator:${file}`,
      out: file.replace(/\.js$/, ''),
    })),
    absWorkingDir: root,
    outdir: to,
    metafile: true,
    plugins: [virtual(sources)],
  })
  return metafile
}

function validatorsOf(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith('.json'),
  )
  const ajv = new Ajv({
    strict: false,
    messages: false,
    validateFormats: false,
    inlineRefs: false,
    code: { source: true, esm: true, lines: false },
  })
  for (const { keyword, ...definition } of vocabulary) {
    ajv.removeKeyword(keyword)
    ajv.addKeyword({ keyword, ...definition })
  }
  for (const file of files)
    ajv.addSchema(tolerant(JSON.parse(readFileSync(join(folder, file), 'utf8'))), id(file))
  const sourceOf = file => `${imports}${standaloneCode(ajv, ajv.getSchema(id(file)))}`
  return Object.fromEntries(files.map(file => [file.replace(/\.json$/, '.js'), sourceOf(file)]))
}

/** Schemas refer to each other by file name, so that their files are told apart by folder alone. */
function id(file) {
  return `schema:/${file}`
}

const notes = new Set([
  '$id',
  '$schema',
  '$comment',
  'title',
  'description',
  'markdownDescription',
  'default',
  'examples',
])
const inPlace = new Set(['if', 'then', 'else', 'not'])
const below = new Set(['additionalProperties', 'additionalItems'])
const eachInPlace = new Set(['allOf', 'anyOf', 'oneOf', 'definitions', '$defs', 'dependencies'])
const eachBelow = new Set(['properties', 'patternProperties', 'items'])

/** Gives the schema that a value has to meet as templates write it: wherever a value stands, a call may stand for it. */
function tolerant(schema) {
  if (typeof schema !== 'object' || Array.isArray(schema)) return schema
  const asked = Object.entries(schema).filter(([name]) => !notes.has(name))
  const rules = Object.fromEntries(asked.map(rule => tolerantRule(...rule)))
  // What a macro brings in, such as `Fn::ForEach::Topics`, is known to the cloud alone.
  if ('additionalProperties' in rules) rules.patternProperties = { ...rules.patternProperties, [macro]: true }
  return rules
}

const macro = '^Fn::'

function tolerantRule(name, rule) {
  if (name === 'type') return ['kind', [rule].flat()]
  if (name === 'propertyNames') return [name, { anyOf: [{ pattern: macro }, tolerant(rule)] }]
  if (inPlace.has(name)) return [name, tolerant(rule)]
  if (eachInPlace.has(name)) return [name, each(rule, tolerant)]
  // What no property may have stays refused, a call or not.
  if (rule === false) return [name, rule]
  if (below.has(name) || (name === 'items' && !Array.isArray(rule))) return [name, outcome(rule)]
  return [name, eachBelow.has(name) ? each(rule, outcome) : rule]
}

function each(schemas, change) {
  if (Array.isArray(schemas)) return schemas.map(change)
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, change(schema)]))
}

function outcome(schema) {
  const rules = tolerant(schema)
  return Object.keys(rules).length === 0 ? true : { outcome: rules }
}

/** The explainer's own functions, which the validators share with it so that both take the same for a number or a call. */
const imports = `import { isOfKind, isOneOf, outcomes } from './src/template/leniency.ts'\n`
const [isOfKind, isOneOf, outcomes] = ['isOfKind', 'isOneOf', 'outcomes'].map(name => new Name(name))

/** What templates write needs other code than JSON does. */
const vocabulary = [
  {
    keyword: 'outcome',
    code(context) {
      const { gen, data } = context
      const valid = gen.var('valid', true)
      gen.forOf('outcome', _`${outcomes}(${data})`, value => {
        context.subschema({ keyword: 'outcome', data: value, createErrors: false }, valid)
        gen.if(_`!${valid}`, () => gen.break())
      })
      context.ok(valid)
    },
  },
  {
    keyword: 'kind',
    code: context =>
      context.pass(or(...context.schema.map(kind => _`${isOfKind}(${kind}, ${context.data})`))),
  },
  { keyword: 'enum', code: context => context.pass(_`${isOneOf}(${context.schemaValue}, ${context.data})`) },
  {
    keyword: 'const',
    code: context => context.pass(_`${isOneOf}([${context.schemaValue}], ${context.data})`),
  },
  {
    keyword: 'pattern',
    code(context) {
      context.pass(
        _`typeof ${context.data} == "object" || ${usePattern(context, context.schema)}.test(String(${context.data}))`,
      )
    },
  },
  bound('minimum', (number, limit) => _`${number} >= ${limit}`),
  bound('maximum', (number, limit) => _`${number} <= ${limit}`),
  bound('exclusiveMinimum', (number, limit) => _`${number} > ${limit}`),
  bound('exclusiveMaximum', (number, limit) => _`${number} < ${limit}`),
  bound('multipleOf', (number, step) => _`Number.isInteger(${number} / ${step})`),
]

function bound(keyword, holds) {
  const code = context =>
    context.pass(
      _`!${isOfKind}("number", ${context.data}) || ${holds(_`Number(${context.data})`, context.schema)}`,
    )
  return { keyword, code }
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
