import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Dialect, RuleInput } from '../../src/model/dialect.ts'
import type { Shape } from '../../src/model/shape.ts'
import { equal, type Path, type Properties, record, type Value } from '../../src/model/value.ts'
import { triggers } from '../../src/providers/aliyun/dialect/events/index.ts'
import { clouds } from '../../src/providers/index.ts'
import { droppedIn } from '../../src/template/check.ts'
import { schemaLibrary } from '../../src/template/schema/schema.ts'
import { shapeOf } from '../../src/template/schema/shape.ts'
import { without } from './leaves.ts'

// What a dialect takes is held to what `leaves.test.ts` holds resource types to: every leaf that its schema has reaches
// the expansion, or a plan is refused for it.

const library = schemaLibrary(join(import.meta.dirname, '..', '..', 'schemas'))
const dialects = new Map<string, Dialect>()
for (const cloud of clouds) dialects.set(cloud.name, await cloud.dialect())

/** A text where a map may stand as well is fun's word for "make one". */
const words: Readonly<Record<string, Value>> = {
  VpcConfig: 'Auto',
  LogConfig: 'Auto',
  NasConfig: 'Auto',
  Enable: 'CLOSE',
}

/** Properties of one kind that a template may write, and the template that they stand in. */
interface Subject {
  readonly cloud: 'aliyun' | 'tencent'
  readonly name: string
  readonly leaves: readonly Leaf[]
  document(properties: Properties): Properties
  /** Where they stand in it. */
  readonly place: Path
  /** What they need beside a leaf. */
  readonly base: Properties
  /** By path, what reaches nothing and is no loss, and why. */
  readonly harmless?: Readonly<Record<string, string>>
}

interface Leaf {
  readonly path: Path
  /** A flag that stands by its default changes nothing: both are tried. */
  readonly values: readonly Value[]
}

const fun = (type: string) => `Aliyun::Serverless::${type}`
const scf = (type: string) => `TencentCloud::Serverless::${type}`
const custom = { Handler: 'index.handler', Runtime: 'custom', CodeUri: './' }
const nodejs = { Handler: 'index.handler', Runtime: 'Nodejs18.15', CodeUri: './' }

const gateway = 'The gateway is gone; the address that stands in has none (W4403).'

const subjects: readonly Subject[] = [
  {
    cloud: 'aliyun',
    name: 'a function',
    leaves: leavesOf('aliyun/serverless-function.json'),
    document: Properties => ({ Resources: { f: { Type: fun('Function'), Properties } } }),
    place: ['Resources', 'f', 'Properties'],
    base: custom,
    harmless: {
      InitializationTimeout: 'Without an Initializer nothing is there to be timed.',
    },
  },
  {
    cloud: 'aliyun',
    name: 'a service',
    leaves: leavesOf('aliyun/serverless-service.json'),
    document: Properties => ({
      Resources: {
        s: { Type: fun('Service'), Properties, f: { Type: fun('Function'), Properties: custom } },
      },
    }),
    place: ['Resources', 's', 'Properties'],
    base: {},
    harmless: { Description: 'A text for people about what FC 3.0 does not have.' },
  },
  {
    cloud: 'aliyun',
    name: 'a role',
    leaves: leavesOf('aliyun/serverless-role.json'),
    document: Properties => ({ Resources: { r: { Type: fun('Role'), Properties } } }),
    place: ['Resources', 'r', 'Properties'],
    base: {},
  },
  ...triggers.map(
    ({ events: [Type = ''], required, optional, members }): Subject => ({
      cloud: 'aliyun',
      name: `an event ${Type}`,
      leaves: [...required, ...optional].flatMap(name => eventLeaves(name, members)),
      document: Properties => ({
        Resources: {
          f: { Type: fun('Function'), Properties: custom, Events: { e: { Type, Properties } } },
        },
      }),
      place: ['Resources', 'f', 'Events', 'e', 'Properties'],
      base: {},
      harmless: {
        ...(Type === 'HTTP' && {
          RestApiId: 'The address of the function stands in for the API (W4323).',
          InvocationRole: 'The caller of an address needs no role of the template.',
        }),
      },
    }),
  ),
  {
    cloud: 'tencent',
    name: 'a function',
    leaves: leavesOf('tencent/serverless-function.json'),
    document: Properties => ({ Resources: { f: { Type: scf('Function'), Properties } } }),
    place: ['Resources', 'f', 'Properties'],
    base: nodejs,
  },
  {
    cloud: 'tencent',
    name: 'a namespace',
    leaves: leavesOf('tencent/serverless-namespace.json'),
    document: Properties => ({ Resources: { n: { Type: scf('Namespace'), Properties } } }),
    place: ['Resources', 'n', 'Properties'],
    base: {},
  },
  ...['Timer', 'HTTP', 'APIGW', 'COS', 'Ckafka', 'CMQ'].map(
    (Type): Subject => ({
      cloud: 'tencent',
      name: `an event ${Type}`,
      leaves: leavesOf(`tencent/serverless-function.json#/definitions/${Type}Event`),
      document: Properties => ({
        Resources: {
          f: { Type: scf('Function'), Properties: { ...nodejs, Events: { e: { Type, Properties } } } },
        },
      }),
      place: ['Resources', 'f', 'Properties', 'Events', 'e', 'Properties'],
      base: {},
      harmless: {
        ...(Type === 'APIGW' && { StageName: gateway, IntegratedResponse: gateway, ServiceId: gateway }),
      },
    }),
  ),
]

test.each(subjects)('each leaf of $name ($cloud) is deployed or refused', subject => {
  const { leaves, harmless = {} } = subject
  const isCarried = (path: Path, value: Value) =>
    isDeployed(subject, path, value) || isRefused(subject, path, value)
  const lost = leaves.filter(({ path, values }) => !values.some(value => isCarried(path, value)))
  expect(leaves.length).toBeGreaterThan(0)
  expect(lost.map(({ path }) => nameOf(path)).sort()).toEqual(Object.keys(harmless).sort())
})

/** Tells whether taking a leaf away makes another expansion. */
function isDeployed(subject: Subject, path: Path, value: Value): boolean {
  const full = { ...subject.base, ...record(nested(path, value)) }
  return !equal(expanded(subject, full), expanded(subject, record(without(full, path))))
}

function expanded({ cloud, document }: Subject, properties: Properties): Value {
  const template = templateOf(document(properties))
  const world = { parameters: {}, region: 'r', partition: 'p', report: () => undefined }
  return dialectOf(cloud).expand({ template, ...world }).document
}

function isRefused({ cloud, document, place, base }: Subject, path: Path, value: Value): boolean {
  const template = templateOf(document({ ...base, ...record(nested(path, value)) }))
  const dialect = dialectOf(cloud)
  const input: RuleInput = {
    template,
    dialect,
    resources: dialect.resources(template.document),
    functions: [],
    layers: [],
    look: () => 'file',
    today: new Date('2026-11-22'),
    types: { typeOf: () => undefined, names: () => [] },
    deployed: {},
  }
  const type = [...place.slice(0, -1), 'Type'] // of an event that is left out as a whole
  return droppedIn(input, {}).some(
    found => isWithin([...place, ...path], found.path) || equal([...found.path], type),
  )
}

function isWithin(path: Path, outer: Path): boolean {
  return outer.length <= path.length && outer.every((step, index) => step === path[index])
}

function templateOf(document: Properties) {
  const location = { file: 't', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }
  return { file: 't', text: '', document, locate: () => location }
}

function dialectOf(cloud: string): Dialect {
  const found = dialects.get(cloud)
  if (found === undefined) throw new Error(`There is no dialect of ${cloud}.`)
  return found
}

/** Lists what an event of fun's has at a name: itself, or the members that it knows. */
function eventLeaves(
  name: string,
  members: Readonly<Record<string, readonly string[]>> = {},
): readonly Leaf[] {
  const below = (path: Path): readonly Leaf[] => {
    const inner = members[nameOf(path)]
    return inner?.flatMap(step => below([...path, step])) ?? [{ path, values: ['mark'] }]
  }
  return below([name])
}

/** Lists the leaves of a schema; events, and what must be refused by another rule, have subjects of their own. */
function leavesOf(schema: string): readonly Leaf[] {
  const { rules, file } = library.follow(schema, { rules: true, file: '' })
  // What must stand together is no other set of properties.
  const { anyOf: _, ...own } = record(rules)
  const shape = shapeOf({ rules: own, file }, library)
  return leavesIn(shape, []).filter(({ path: [first] }) => first !== 'Events')
}

function leavesIn(shape: Shape, path: Path): readonly Leaf[] {
  if (typeof shape === 'string') return [{ path, values: valuesOf(shape, path) }]
  if ('untaken' in shape) return []
  if ('either' in shape) return shape.either.flatMap(one => leavesIn(one, path))
  if ('list' in shape) return leavesIn(shape.list, [...path, 0])
  if ('map' in shape) return leavesIn(shape.map, [...path, 'Key'])
  return Object.entries(shape.members).flatMap(([name, inner]) => leavesIn(inner, [...path, name]))
}

function valuesOf(kind: Shape, path: Path): readonly Value[] {
  const word = words[nameOf(path)]
  if (word !== undefined) return [word]
  return kind === 'flag' ? [true, false] : [kind === 'number' ? 7 : 'mark']
}

function nested(path: Path, value: Value): Value {
  const [head, ...rest] = path
  if (head === undefined) return value
  return typeof head === 'number' ? [nested(rest, value)] : { [head]: nested(rest, value) }
}

function nameOf(path: Path): string {
  return path.filter(step => typeof step === 'string').join('.')
}
