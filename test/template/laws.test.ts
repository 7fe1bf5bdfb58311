import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { noLookupResults } from '../../src/model/lookup-results.ts'
import {
  at,
  callOf,
  canonical,
  isList,
  isRecord,
  type Properties,
  record,
  type Value,
} from '../../src/model/value.ts'
import { evaluate, evaluation } from '../../src/template/evaluate.ts'
import { readParameters } from '../../src/template/parameters.ts'
import type { Scope } from '../../src/template/scope.ts'
import { parse } from '../../src/template/yaml/parse.ts'
import { corpora, filesBelow } from '../support/corpora.ts'
import { expandSam, samFunction } from '../support/expand-sam.ts'
import { documentValue, mappings, names, random } from '../support/random-calls.ts'

const rounds = 1500

/** A scope in which a name is known where the roll says so. */
function scopeOf(knows: (name: string) => boolean): Scope {
  const known = <T>(all: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(all).filter(([name]) => knows(name)))
  return {
    parameters: known<Value>({ ...names.texts, ...names.lists }),
    declared: Object.keys({ ...names.texts, ...names.lists }),
    secrets: ['Empty'],
    mappings,
    conditions: known<boolean>(names.conditions),
    pseudo: {},
    lookupResults: noLookupResults,
  }
}

const attributes: Readonly<Record<string, Properties>> = {
  Table: { Ref: 'shop-table', Arn: 'arn:${table}' },
  Queue: { Ref: 'queue', Arn: 'arn:queue' },
}

/** What one run knows: names of parameters and conditions, and resources. */
interface Knowledge {
  readonly scope: Scope
  known(id: string): Properties | undefined
}

function knowing(knows: (name: string) => boolean): Knowledge {
  return { scope: scopeOf(knows), known: id => (knows(id) ? attributes[id] : undefined) }
}

function run(
  value: Value,
  { scope, known }: Knowledge,
  secrets: 'clear' | 'kept' = 'kept',
): Value | undefined {
  return evaluate(value, evaluation(scope, { known, secrets }))
}

/** Calls it for many made values, each with two halves of what can be known. */
function forMany(law: (value: Value, half: Knowledge, other: Knowledge) => void): void {
  for (let seed = 1; seed <= rounds; seed++) {
    const roll = random(seed)
    const value = documentValue(roll, 4)
    const coins = new Map<string, boolean>()
    const coin = (name: string): boolean => {
      const side = coins.get(name) ?? roll() < 0.5
      coins.set(name, side)
      return side
    }
    law(
      value,
      knowing(coin),
      knowing(name => !coin(name)),
    )
  }
}

const all = knowing(() => true)

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen)
  return value
}

function callsIn(value: Value | undefined): readonly string[] {
  if (isList(value)) return value.flatMap(callsIn)
  if (!isRecord(value)) return []
  const call = callOf(value)
  return [...(call === undefined ? [] : [call.name]), ...Object.values(value).flatMap(callsIn)]
}

describe('evaluate()', () => {
  it('changes nothing when it is done again', () => {
    forMany((value, half) => {
      const once = run(value, half)
      expect(run(once ?? null, half)).toEqual(once)
    })
  })

  it('leaves its input as it is', () => {
    forMany((value, half) => {
      const before = JSON.stringify(value)
      run(frozen(value), half)
      run(value, all, 'clear')
      expect(JSON.stringify(value)).toBe(before)
    })
  })

  it('gives the same at once and in two steps, in whatever order things become known', () => {
    forMany((value, half, other) => {
      const atOnce = run(value, all, 'clear')
      expect(run(run(value, half) ?? null, all, 'clear')).toEqual(atOnce)
      expect(run(run(value, other) ?? null, all, 'clear')).toEqual(atOnce)
      expect(run(run(run(value, half) ?? null, other) ?? null, all, 'clear')).toEqual(atOnce)
    })
  })

  it('holds no call when all is known', () => {
    const without: Knowledge = { ...all, known: () => undefined }
    let left = 0
    forMany(value => {
      expect(callsIn(run(value, all, 'clear'))).toEqual([])
      left += callsIn(run(value, without, 'clear')).length
    })
    expect(left).toBeGreaterThan(rounds)
  })

  it('keeps secrets as calls, and what is made of them', () => {
    const scope = {
      ...all.scope,
      secrets: ['Stage'],
      parameters: { ...all.scope.parameters, Stage: 'hush-hush' },
    }
    forMany(value => {
      expect(JSON.stringify(run(value, { ...all, scope }))).not.toContain('hush-hush')
    })
  })
})

const world = { 'AWS::Region': 'us-east-1', 'AWS::Partition': 'aws' }

/** Reduces the sections of a document that may hold calls, by the defaults of its parameters. */
function settled(document: Properties): { readonly document: Properties; readonly parameters: Properties } {
  const read = readParameters(record(document.Parameters), {
    given: {},
    complete: false,
    report: () => undefined,
  })
  const { open: parameters, declared, secrets } = read
  const mappings = record(document.Mappings)
  const scope = {
    parameters,
    declared,
    secrets,
    mappings,
    conditions: {},
    pseudo: world,
    lookupResults: noLookupResults,
  }
  const sections = Object.entries(document).map(([name, section]): [string, Value] =>
    ['Resources', 'Outputs', 'Globals'].includes(name)
      ? [name, evaluate(section, evaluation(scope)) ?? null]
      : [name, section],
  )
  return { document: Object.fromEntries(sections), parameters }
}

/** Expands a document both ways; gives nothing where SAM takes a value by its name alone, or a name by its value. */
function bothWays(document: Properties): readonly [string, string] | undefined {
  const { document: before, parameters } = settled(document)
  const [first, second] = [expandSam(before, parameters), expandSam(document, parameters)]
  if (first.findings.length + second.findings.length > 0) return undefined
  const ways = [first, second].map(way =>
    plain(settled({ ...way.document, Parameters: document.Parameters ?? {} }).document),
  )
  const [left = {}, right = {}] = ways
  const ids = ways.map(way => canonical(Object.keys(record(way.Resources)).sort()))
  return ids[0] === ids[1] ? [canonical(left), canonical(right)] : undefined
}

/** A deployment is named after all that its API says, calls too; the texts of a state machine hold what it substitutes. */
function plain(document: Properties): Properties {
  let text = JSON.stringify(document)
  for (const [id, body] of Object.entries(record(document.Resources))) {
    if (at(body, ['Type']) === 'AWS::ApiGateway::Deployment') text = text.replaceAll(id, id.slice(0, -10))
    for (const [key, value] of Object.entries(record(at(body, ['Properties', 'DefinitionSubstitutions']))))
      if (typeof value === 'string') text = text.replaceAll(`\${${key}}`, value)
  }
  const made = JSON.parse(text.replace(/RestApi deployment id: [0-9a-f]{40}/g, 'RestApi')) as Properties // made of a map
  const resources = Object.entries(record(made.Resources)).map(([id, body]): [string, Value] => {
    const { DefinitionSubstitutions: _, ...rest } = record(at(body, ['Properties']))
    return [id, { ...record(body), Properties: rest }]
  })
  return { ...made, Resources: Object.fromEntries(resources) }
}

/** Makes a document of SAM whose properties hang on parameters in many ways. */
function samDocument(seed: number): Properties {
  const roll = random(seed)
  const some = (properties: Properties): Properties =>
    Object.fromEntries(Object.entries(properties).filter(() => roll() < 0.5))
  const events = (name: string): Properties =>
    some({
      Timer: { Type: 'Schedule', Properties: { Schedule: { 'Fn::Sub': 'rate(${Size} minutes)' } } },
      Queued: {
        Type: 'SQS',
        Properties: { Queue: { 'Fn::GetAtt': ['Queue', 'Arn'] }, BatchSize: { Ref: 'Size' } },
      },
      Web: { Type: 'Api', Properties: { Path: `/${name}`, Method: 'get' } },
      Open: { Type: 'HttpApi', Properties: { Path: `/${name}`, Method: 'GET' } },
    })
  const fn = (name: string): Properties =>
    samFunction({
      ...some({
        MemorySize: { Ref: 'Size' },
        Description: { 'Fn::Join': ['-', ['a', { Ref: 'Word' }, { Ref: 'AWS::Region' }]] },
        Handler: { 'Fn::Sub': 'src/${Word}.main' },
        Timeout: { 'Fn::FindInMap': ['M', { Ref: 'Word' }, 'timeout'] },
        Environment: { Variables: { TABLE: { Ref: 'Table' }, TEXT: { 'Fn::Sub': '${Word}-${Table.Arn}' } } },
        Tags: { word: { 'Fn::Select': [0, { Ref: 'Words' }] } },
        Layers: { Ref: 'Words' },
        Policies: [
          { DynamoDBCrudPolicy: { TableName: { 'Fn::Sub': '${Table}-${Word}' } } },
          { 'Fn::Sub': 'arn:aws:iam::aws:policy/${Word}' },
        ],
        Tracing: { Ref: 'Trace' },
      }),
      Events: events(name),
    })
  return {
    Transform: 'AWS::Serverless-2016-10-31',
    Parameters: {
      Size: { Type: 'Number', Default: 512 },
      Word: { Type: 'String', Default: 'dev' },
      Words: { Type: 'CommaDelimitedList', Default: 'a,b' },
      Trace: { Type: 'String', Default: 'Active' },
    },
    Mappings: { M: { dev: { timeout: 7 } } },
    Resources: {
      One: fn('one'),
      Two: fn('two'),
      Queue: { Type: 'AWS::SQS::Queue' },
      Table: {
        Type: 'AWS::Serverless::SimpleTable',
        Properties: some({ TableName: { 'Fn::Sub': '${Word}-t' } }),
      },
    },
    Outputs: { Out: { Value: { 'Fn::Sub': '${Word}-${One.Arn}' } } },
  }
}

describe('evaluate() and the transform of SAM', () => {
  it('give the same in either order', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const ways = bothWays(samDocument(seed))
      expect(ways).toBeDefined()
      expect(ways?.[0]).toBe(ways?.[1])
    }
  })

  const inputs = filesBelow(`${corpora}/sam-translator/input`, /\.yaml$/).filter(
    file => !file.includes('error_'),
  )

  it.skipIf(inputs.length === 0)('give the same in either order for public templates', () => {
    let compared = 0
    for (const file of inputs) {
      const parsed = parse(readFileSync(file, 'utf8'))
      const ways = 'failure' in parsed || !isRecord(parsed.value) ? undefined : bothWays(parsed.value)
      if (ways === undefined) continue
      compared++
      expect(ways[0], file).toBe(ways[1])
    }
    // The others name a resource after a value: a stage, a domain, the content of a layer or version.
    expect(compared).toBeGreaterThan(inputs.length * 0.9)
  })
})
