// Compiles each schema to a module that says whether a value meets it, as templates write values. What is wrong with one
// that does not, and where, is said by src/template/schema/explain.ts, which reads the schema itself.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _, Ajv, Name, stringify } from 'ajv'
import { or } from 'ajv/dist/compile/codegen/index.js'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { usePattern } from 'ajv/dist/vocabularies/code.js'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Writes `aws/function.cjs` for each `aws/function.json`, with all that it refers to; `require` loads in half of the time. */
export async function buildValidators(from, to) {
  const sources = validatorsOf(from)
  const { metafile } = await build({
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
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
    inlineRefs: 6,
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
  return opened(gathered(Object.fromEntries(asked.map(rule => tolerantRule(...rule)))))
}

/**
 * Most properties are only asked of what kind they are: one table and one call instead of code for each.
 * What refers to one of them finds it where all are kept as they were.
 */
function gathered({ properties, ...rules }) {
  if (properties === undefined) return rules
  const simple = Object.entries(properties).filter(
    ([, { outcome }]) => outcome && Object.keys(outcome).join() === 'kind',
  )
  const kinds = Object.fromEntries(simple.map(([name, { outcome }]) => [name, outcome.kind]))
  const others = Object.fromEntries(Object.keys(kinds).map(name => [name, true]))
  return { ...rules, kinds, written: properties, properties: { ...properties, ...others } }
}

/** What a macro brings into a map, such as `Fn::ForEach::Topics`, is known to the cloud alone. */
function opened(rules) {
  const { additionalProperties, ...others } = rules
  if (additionalProperties === undefined) return rules
  if (additionalProperties === false && rules.patternProperties === undefined)
    return { ...others, only: Object.keys(rules.properties ?? {}) }
  return { ...rules, patternProperties: { ...rules.patternProperties, [macro]: true } }
}

const macro = '^Fn::(Transform|ForEach)'

function tolerantRule(name, rule) {
  if (name === 'type') return ['kind', [rule].flat()]
  if (name === 'const') return ['enum', [rule]]
  if (name === '$ref') return [name, rule.replaceAll('/properties/', '/written/')]
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
  return rules === true || JSON.stringify(rules) === '{}' ? true : { outcome: rules }
}

/** The explainer's own functions, which the validators share with it so that both take the same for a number or a call. */
const shared = ['hasKinds', 'hasOnly', 'isOfKind', 'isOneOf', 'outcomes']
const imports = `import { ${shared} } from './src/template/schema/leniency.ts'\n`
const [hasKinds, hasOnly, isOfKind, isOneOf, outcomes] = shared.map(name => new Name(name))

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
  tabled('kinds', hasKinds),
  tabled('only', hasOnly),
  tabled('enum', isOneOf),
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

/** Tables stand beside the function, where they are made once. */
function tabled(keyword, holds) {
  const code = context => {
    const { gen, schema, data } = context
    const table = gen.scopeValue('schema', { ref: schema, code: stringify(schema) })
    context.pass(_`${holds}(${table}, ${data})`)
  }
  return { keyword, code }
}

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
