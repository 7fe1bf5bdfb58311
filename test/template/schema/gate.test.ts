import { cpSync, mkdtempSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { at, isList, isRecord, type Path, type Value, withAt } from '../../../src/model/value.ts'
import { clouds } from '../../../src/providers/index.ts'
import { recognise } from '../../../src/template/recognise.ts'
import { type Doubt, explain } from '../../../src/template/schema/explain.ts'
import { gates } from '../../../src/template/schema/gate.ts'
import { schemaLibrary } from '../../../src/template/schema/schema.ts'
import { validate } from '../../../src/template/schema/validate.ts'
import { read } from '../../../src/template/yaml/read.ts'
import { corpora, filesBelow } from '../../support/corpora.ts'
import { root as checkout } from '../../support/fnx.ts'
import { lacks } from '../../support/needs.ts'

/** Makes a root with schemas and the validators that the build makes of them. */
async function rootOf(schemas: string): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'fnx-'))
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  cpSync(schemas, join(root, 'schemas'), { recursive: true })
  // The build's scripts are no TypeScript.
  const { buildValidators } = await import(join(checkout, 'scripts/validators.mjs'))
  await buildValidators(join(root, 'schemas'), join(root, 'dist/validators'))
  return root
}

const file = 'fake/function.json'
const fake = await rootOf(join(checkout, 'test/fixtures/front-end/schemas'))
const published = await rootOf(join(checkout, 'schemas'))

const good = { Handler: 'a' }

/** What the gate says, and what is found: a gate may refuse for nothing, but never let through what has a mistake. */
const table: readonly (readonly [name: string, value: Value, passes: boolean, mistakes: number])[] = [
  ['a good value', good, true, 0],
  ['nothing', {}, false, 1],
  ['a list', [], false, 1],
  ['a call for all', { Ref: 'X' }, true, 0],
  ['a call for a part', { Handler: { 'Fn::Sub': 'x' }, Layers: [{ Ref: 'X' }] }, true, 0],
  ['a call with a key beside it', { Handler: { Ref: 'X', Other: 1 } }, false, 1],
  ['a map of one key that is no call', { Handler: { Condition: 'X' } }, false, 1],
  ['a property that is not there, as a call', { ...good, Timeot: { Ref: 'X' } }, false, 1],
  ['outcomes that fit', { ...good, Timeout: { 'Fn::If': ['C', 3, { Ref: 'AWS::NoValue' }] } }, true, 0],
  ['an outcome that does not fit', { ...good, Timeout: { 'Fn::If': ['C', 3, 1000] } }, false, 1],
  [
    'an outcome within an outcome that does not fit',
    { ...good, Layers: { 'Fn::If': ['C', ['a'], { 'Fn::If': ['D', [{}], ['b']] }] } },
    false,
    1,
  ],
  ['outcomes of all', { 'Fn::If': ['C', good, { Handler: 'b' }] }, true, 0],
  ['an outcome of all that does not fit', { 'Fn::If': ['C', good, {}] }, false, 1],
  ['a call that is written wrong', { ...good, Timeout: { 'Fn::If': ['C'] } }, true, 0],
  ['text for numbers', { Handler: 12, Timeout: '30', Tracing: 'false' }, true, 0],
  ['text for a number out of range', { ...good, Timeout: '901' }, false, 1],
  ['text for a number that is not whole', { ...good, Timeout: '1.5' }, false, 1],
  ['text for no number', { ...good, Timeout: 'x' }, false, 1],
  ['a number for a text that does not match', { ...good, Name: 12 }, false, 1],
  ['a text that is too long', { ...good, Name: 'a'.repeat(21) }, false, 1],
  ['what is not listed', { ...good, Runtime: 'nodejs' }, false, 1],
  ['an item that stands twice', { ...good, Layers: ['a', 'a'] }, false, 1],
  ['too many items', { ...good, Layers: ['a', 'b', 'c'] }, false, 1],
  ['text for what a condition asks', { ...good, Tracing: 'true' }, false, 1],
  ['a call in a condition', { ...good, Tracing: { Ref: 'X' } }, false, 0],
  ['one of two forms', { ...good, Event: { Type: 'Timer', Rate: 'x' } }, true, 0],
  ['none of two forms', { ...good, Event: { Type: 'Timr', Rate: 'x' } }, false, 1],
  ['both of two forms as far as is known', { ...good, Event: { Ref: 'X' } }, true, 0],
  ['a macro for a property', { 'Fn::Transform': { Name: 'x' }, Timeout: 3 }, false, 0],
  ['a macro beside the properties', { ...good, 'Fn::ForEach::Names': [] }, true, 0],
]

describe('gates()', () => {
  it.each(table)('knows %s', (_, value, passes, mistakes) => {
    const doubt = { value, file, subject: 'Hello', path: [] }
    expect(gates(fake)(file)(value)).toBe(passes)
    expect(explain([doubt], fake)).toHaveLength(mistakes)
  })

  it('lets nothing pass by a schema that is not compiled, or newer than what was made of it', async () => {
    const source = join(checkout, 'test/fixtures/front-end')
    expect(gates(source)(file)(good)).toBe(false)
    const touched = await rootOf(join(source, 'schemas'))
    expect(gates(touched)(file)(good)).toBe(true)
    const later = new Date(Date.now() + 60_000)
    utimesSync(join(touched, 'schemas/fake/destination.json'), later, later)
    expect(gates(touched)(file)(good)).toBe(false)
  })
})

const templates = filesBelow(corpora, /\.(ya?ml|template|case\.json)$/)

describe.skipIf(lacks('the folder of corpora', templates.length > 0))('gates beside the corpora', () => {
  it('let pass most of what has no mistake, and nothing that has one', { timeout: 120_000 }, async () => {
    const checked = (await Promise.all(templates.map(checkedIn))).flat()
    const gateOf = gates(published)
    const library = schemaLibrary(join(published, 'schemas'))
    const wrong: string[] = []
    const count = { clean: 0, passed: 0, mistaken: 0 }
    for (const { value, file, subject } of checked.flatMap(variants)) {
      const clean = validate(value, library.schema(file), { library, subject }).length === 0
      const passed = gateOf(file)(value)
      if (passed && !clean) wrong.push(`${file} ${subject}: ${JSON.stringify(value)}`)
      count[clean ? 'clean' : 'mistaken']++
      if (passed) count.passed++
    }
    expect(wrong).toEqual([])
    expect(count.mistaken).toBeGreaterThan(1000)
    expect(count.passed / count.clean).toBeGreaterThan(0.95)
  })
})

/** What a template has to be checked: the document and the properties of each resource. */
async function checkedIn(name: string): Promise<readonly Doubt[]> {
  const text = readFileSync(name, 'utf8')
  const { template } = await read(
    name,
    name.endsWith('.json') ? JSON.stringify(JSON.parse(text).input) : text,
  )
  const cloud = template && recognise(template, clouds, undefined)
  if (cloud === undefined || 'message' in cloud) return []
  const { schema, schemaOf, resources } = await cloud.dialect()
  const { document } = template ?? { document: {} }
  const own = resources(document).flatMap(({ logicalId, type, body }) => {
    const file = schemaOf(type)
    return file === undefined ? [] : [{ value: body.Properties ?? {}, file, subject: logicalId, path: [] }]
  })
  return [{ value: document, file: schema, subject: '', path: [] }, ...own]
}

/** A value, and what three slips at three of its places make of it: the same in each run. */
function variants(doubt: Doubt): readonly Doubt[] {
  const places = [...pathsOf(doubt.value)]
  const slipped = [1, 2, 3].map(turn => {
    const path = places[((places.length * turn * 7) % (places.length + turn)) % places.length] ?? []
    const slip = slips[(places.length + turn) % slips.length] ?? String
    return { ...doubt, value: withAt(doubt.value, path, slip(at(doubt.value, path) ?? null)) }
  })
  return [doubt, ...slipped]
}

function* pathsOf(value: Value, path: Path = []): Iterable<Path> {
  yield path
  if (isList(value)) for (const [index, item] of value.entries()) yield* pathsOf(item, [...path, index])
  else if (isRecord(value))
    for (const [key, item] of Object.entries(value)) yield* pathsOf(item, [...path, key])
}

const slips: readonly ((value: Value) => Value)[] = [
  value => ({ 'Fn::If': ['C', value, [[]]] }),
  value => ({ 'Fn::If': ['C', { Ref: 'X' }, value] }),
  () => ({ Ref: 'X' }),
  value => [value],
  value => (isRecord(value) ? { ...value, Typo: 1 } : 'Typo'),
  value => (isRecord(value) ? Object.fromEntries(Object.entries(value).slice(1)) : [value]),
  value => (isRecord(value) ? { ...value, 'Fn::Transform': {} } : { Typo: value }),
  () => null,
  () => 'true',
  () => -7,
]
