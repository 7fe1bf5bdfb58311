// Makes dist/types/aws.pack: what AWS publishes of its resource types, as JSON Schemas (draft-07) that
// src/template/schema/validate.ts reads, one document per service, each compressed by itself so that a template loads the
// services that it names and no others. src/template/schema/type-tables.ts reads it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { constants, gzipSync } from 'node:zlib'

const require = createRequire(import.meta.url)

/**
 * Writes the pack and its index; `corrections` is where what AWS publishes is not what AWS takes, `limits` what AWS
 * publishes elsewhere of the values, and `handlers` of who makes them.
 */
export function buildResourceTypes({ corrections, limits, handlers }, to) {
  // It has nothing but CommonJS and takes most of a second to read: only the build does.
  const db = require('@aws-cdk/aws-service-spec').loadAwsServiceSpecSync()
  const documents = documentsOf(db, readJson(corrections), readJson(handlers).types)
  const { types, passedOn } = readJson(limits)
  for (const [type, own] of Object.entries(types)) limit(documents, type, own)
  documents.limits = { definitions: limitsOfTransform(passedOn, types) }
  const index = {}
  const parts = []
  let offset = 0
  for (const name of Object.keys(documents).sort()) {
    const part = compressed(documents[name])
    index[name] = [offset, part.length]
    parts.push(part)
    offset += part.length
  }
  mkdirSync(dirname(to), { recursive: true })
  writeFileSync(to, Buffer.concat(parts))
  writeFileSync(to.replace(/\.pack$/, '.json'), JSON.stringify(index))
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** The header of gzip names the system that it was made on: the same bytes on every machine need one name. */
function compressed(document) {
  const bytes = gzipSync(JSON.stringify(document), { level: constants.Z_BEST_COMPRESSION })
  bytes[9] = 255
  return bytes
}

/** Gives a document per service, by the words before the last of its types: `AWS::DynamoDB`. */
function documentsOf(db, corrections, handlers) {
  const documents = {}
  const types = [...db.all('resource')].filter(
    ({ cloudFormationTransform }) => cloudFormationTransform === undefined,
  )
  for (const resource of types.sort(byType)) {
    const [, service, name] = /^(.*)::(.*)$/.exec(resource.cloudFormationType)
    documents[service] ??= { definitions: {} }
    const table = tableOf(db, documents[service].definitions)
    const isReadable = corrections.readable.types.includes(resource.cloudFormationType)
    documents[service].definitions[name] = {
      ...resourceTable(isReadable ? readable(resource) : resource, table),
      ...handlers[resource.cloudFormationType],
    }
  }
  for (const correction of corrections.corrections) correct(documents, correction)
  return { ...documents, names: { types: typesIn(documents) } }
}

/** All names in one part of their own: only who looks for a name that nothing has reads it. */
function typesIn(documents) {
  return Object.entries(documents).flatMap(([service, { definitions }]) =>
    Object.keys(definitions)
      .filter(name => !name.startsWith('.'))
      .map(name => `${service}::${name}`),
  )
}

function byType(left, right) {
  return left.cloudFormationType < right.cloudFormationType ? -1 : 1
}

/** Writes a value at a path, or takes away what is there; a correction that changes nothing is out of date. */
function correct(documents, { type, path, value }) {
  const [, service, name] = /^(.*)::(.*)$/.exec(type)
  documents[service] ??= { definitions: {} }
  const names = [name, ...path.split('/').filter(step => step !== '')]
  const last = names.pop()
  const owner = names.reduce((map, step) => map?.[step], documents[service].definitions)
  if (owner === undefined || JSON.stringify(owner[last]) === JSON.stringify(value))
    throw new Error(`The correction of ${type} ${path} fits nothing, or is in the tables already.`)
  if (value === undefined) delete owner[last]
  else owner[last] = value
}

/** What a transform passes on as it is has the limits of where it goes, and says nothing else of its own types. */
function limitsOfTransform(passedOn, types) {
  const schemas = Object.entries(passedOn).map(([type, { to, properties }]) => {
    const own = Object.entries(types[to]).filter(([path]) => properties.includes(path.split('/')[0]))
    return [type, own.reduce((schema, [path, keywords]) => withLimit(schema, path.split('/'), keywords), {})]
  })
  return Object.fromEntries(schemas)
}

function withLimit(schema, [step, ...rest], keywords) {
  if (step === undefined) return { ...schema, ...keywords }
  if (step === '*') return { ...schema, items: withLimit(schema.items ?? {}, rest, keywords) }
  const inner = withLimit(schema.properties?.[step] ?? {}, rest, keywords)
  return { ...schema, properties: { ...schema.properties, [step]: inner } }
}

/** Puts the limits of a type where its table has what they hold for; what the table lacks has none. */
function limit(documents, type, limits) {
  const [, service, name] = /^(.*)::(.*)$/.exec(type)
  const definitions = documents[service]?.definitions
  if (definitions?.[name] === undefined) return
  for (const [path, keywords] of Object.entries(limits))
    for (const schema of schemasAt(definitions, [definitions[name]], path.split('/')))
      Object.assign(schema, keywords)
}

/** Gives the schemas that a way leads to, each form of a value that has several. */
function schemasAt(definitions, from, [step, ...rest]) {
  const forms = from.flatMap(schema => formsOf(definitions, schema))
  if (step === undefined) return forms
  const next = forms.map(form => (step === '*' ? form.items : form.properties?.[step]))
  return schemasAt(
    definitions,
    next.filter(schema => schema !== undefined && schema.readOnly !== true),
    rest,
  )
}

function formsOf(definitions, schema) {
  if (schema.$ref !== undefined)
    return formsOf(definitions, definitions[schema.$ref.slice('#/definitions/'.length)])
  return schema.anyOf?.flatMap(form => formsOf(definitions, form)) ?? [schema]
}

/** Of some types the properties are attributes, too. */
function readable(resource) {
  return { ...resource, attributes: { ...resource.properties, ...resource.attributes } }
}

/**
 * What belongs to one resource type: its schema, and beside it what `Fn::GetAtt` gives, what a change replaces, what
 * tells one from another and where tags go.
 */
function resourceTable(resource, table) {
  const { properties, attributes, additionalReplacementProperties = [] } = resource
  const { primaryIdentifier = [], cfnRefIdentifier = [], tagInformation, arnTemplate } = resource
  const readOnly = Object.keys(attributes).filter(name => !name.includes('.') && !(name in properties))
  const known = Object.entries(properties).map(([name, property]) => [name, table.schemaOf(property)])
  const closed = Object.fromEntries(readOnly.sort().map(name => [name, { readOnly: true }]))
  return {
    ...mapOf({ ...Object.fromEntries(known.sort()), ...closed }, properties),
    attributes: Object.fromEntries(
      Object.entries(attributes)
        .sort()
        .map(([name, { type }]) => [name, kindOf(type)]),
    ),
    ...optional('replacedBy', replacing(properties, additionalReplacementProperties)),
    ...optional('identifier', primaryIdentifier),
    ...optional('ref', cfnRefIdentifier),
    ...(tagInformation === undefined ? {} : { tags: tagInformation.tagPropertyName }),
    ...(arnTemplate === undefined ? {} : { arn: arnTemplate }),
  }
}

function replacing(properties, more) {
  const own = Object.keys(properties).filter(name => properties[name].causesReplacement === 'yes')
  return [...new Set([...own, ...more.map(path => path.join('/'))])].sort()
}

function optional(name, list) {
  return list.length === 0 ? {} : { [name]: list }
}

function mapOf(schemas, properties) {
  const required = Object.keys(properties).filter(name => properties[name].required === true)
  return {
    type: 'object',
    properties: schemas,
    ...optional('required', required.sort()),
    additionalProperties: false,
  }
}

/** The kind of an attribute, for those who ask what a call gives. */
function kindOf({ type }) {
  return kinds[type] ?? 'any'
}

const kinds = {
  string: 'string',
  'date-time': 'string',
  boolean: 'boolean',
  integer: 'integer',
  number: 'number',
  array: 'array',
  map: 'object',
  ref: 'object',
}

/** Makes schemas of properties; nested types go into the definitions, each once. */
function tableOf(db, definitions) {
  const names = definitionNames(definitions)
  const forms = { ...plainForms, array: ({ element }) => ({ type: 'array', items: formOf(element) }) }
  forms.map = ({ element }) => ({ type: 'object', additionalProperties: formOf(element) })
  forms.union = union => either([union])
  forms.ref = ({ reference }) => nested(db.get('typeDefinition', reference.$ref))
  function formOf(type) {
    return forms[type.type](type)
  }
  function either(several) {
    const types = several.flatMap(type => (type.type === 'union' ? type.types : [type]))
    if (types.some(({ type }) => type === 'json')) return plainForms.json()
    const schemas = [...new Map(types.map(formOf).map(form => [JSON.stringify(form), form])).values()]
    return schemas.length === 1 ? schemas[0] : { anyOf: schemas }
  }
  function schemaOf({ type, previousTypes = [] }) {
    // What was any JSON once and has a form now is held to the form, as the service does.
    const previous = previousTypes.map(old => (old.type === 'json' ? { type: 'string' } : old))
    return either([type, ...previous])
  }
  function nested(definition) {
    const { properties } = definition
    if (Object.keys(properties).length === 0) return { type: 'object' }
    const { name, isNew } = names.nameOf(definition)
    if (isNew) {
      // It may hold itself: the name comes first.
      const schemas = Object.entries(properties).map(([key, property]) => [key, schemaOf(property)])
      definitions[name] = mapOf(Object.fromEntries(schemas.sort()), properties)
    }
    return { $ref: `#/definitions/${name}` }
  }
  return { schemaOf }
}

const named = new WeakMap()

/** Names nested types `.Rule`, `.Rule2`: a dot tells them from resource types. */
function definitionNames(definitions) {
  const ids = named.get(definitions) ?? { byId: new Map(), taken: new Set() }
  named.set(definitions, ids)
  return {
    nameOf({ $id, name }) {
      const known = ids.byId.get($id)
      if (known !== undefined) return { name: known, isNew: false }
      let own = `.${name}`
      for (let count = 2; ids.taken.has(own); count++) own = `.${name}${count}`
      ids.taken.add(own)
      ids.byId.set($id, own)
      return { name: own, isNew: true }
    },
  }
}

const plainForms = {
  string: ({ allowedValues }) => limited('string', allowedValues),
  integer: ({ allowedValues }) => limited('integer', allowedValues),
  'date-time': () => ({ type: 'string' }),
  number: () => ({ type: 'number' }),
  boolean: () => ({ type: 'boolean' }),
  null: () => ({ type: 'null' }),
  // A policy or a pattern may be written as text, too.
  json: () => ({ type: ['object', 'array', 'string'] }),
  tag: () => structuredClone(tag),
}

function limited(type, allowed) {
  return allowed === undefined ? { type } : { type, enum: allowed }
}

/** Some services take a tag without a value. */
const tag = {
  type: 'object',
  properties: { Key: { type: 'string' }, Value: { type: 'string' } },
  required: ['Key'],
  additionalProperties: false,
}
