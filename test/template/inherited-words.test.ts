import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isList, isRecord, type Properties, type Value } from '../../src/model/value.ts'
import { parse } from '../../src/template/yaml/parse.ts'
import { filesBelow } from '../support/corpora.ts'
import { drawFrom } from '../support/draw.ts'
import { samTemplate } from '../support/sam-template.ts'
import { survive } from '../support/surviving.ts'

const root = join(import.meta.dirname, '../..')

/** A word that every plain object inherits during a test, and that tells when it is looked up. */
const word = 'InheritedWord'
let places: Set<string>

beforeEach(() => {
  places = new Set()
  Object.defineProperty(Object.prototype, word, {
    configurable: true,
    get: note,
    set(value) {
      Object.defineProperty(this, word, { value, configurable: true, enumerable: true, writable: true })
    },
  })
})

afterEach(() => {
  Reflect.deleteProperty(Object.prototype, word)
})

/** Notes the line of fnx that looked the word up; what its packages do is theirs. */
function note(): undefined {
  const frames = new Error().stack?.split('\n').slice(2) ?? []
  const [first = ''] = frames
  if (/[\\/](src|kit)[\\/].*\.ts/.test(first) && !first.includes('node_modules'))
    places.add(
      relative(
        root,
        /\(?((?:file:\/\/)?[^\s()]+:\d+):\d+\)?$/.exec(first)?.[1]?.replace('file://', '') ?? first,
      ),
    )
  return undefined
}

/** Gives the document once for each word in it, with `InheritedWord` in its place: names of members, and texts. */
function* replaced(value: Value): Generator<Value> {
  if (typeof value === 'string') {
    yield word
    if (value.includes('${')) yield value.replaceAll(/\$\{[^}.]*/g, `\${${word}`)
  }
  if (isList(value))
    for (const [index, item] of value.entries())
      for (const inner of replaced(item)) yield value.map((other, at) => (at === index ? inner : other))
  if (!isRecord(value)) return
  const entries = Object.entries(value)
  for (const [index, [, item]] of entries.entries()) {
    yield Object.fromEntries(entries.map(([other, held], at) => [at === index ? word : other, held]))
    for (const inner of replaced(item))
      yield Object.fromEntries(
        entries.map(([other, held], at) => [other, at === index ? inner : held]),
      ) as Properties
  }
}

/** What the templates of this project have none of. */
const rich: Readonly<Record<string, Properties>> = {
  aws: {
    AWSTemplateFormatVersion: '2010-09-09',
    Transform: 'AWS::Serverless-2016-10-31',
    Parameters: { Stage: { Type: 'String', Default: 'dev', AllowedValues: ['dev', 'prod'] } },
    Mappings: { Sizes: { dev: { Memory: 128 } } },
    Conditions: {
      Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
      Other: { 'Fn::Not': [{ Condition: 'Prod' }] },
    },
    Globals: { Function: { Runtime: 'nodejs22.x', Tags: { a: 'b' } } },
    Resources: {
      Bucket: { Type: 'AWS::S3::Bucket', Condition: 'Other', DeletionPolicy: 'Retain' },
      Fn: {
        Type: 'AWS::Serverless::Function',
        DependsOn: ['Bucket'],
        Properties: {
          Handler: 'index.handler',
          InlineCode: { 'Fn::Sub': '${Bucket} ${Bucket.Arn} ${Stage}' },
          MemorySize: { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'Memory'] },
          Environment: {
            Variables: { A: { 'Fn::GetAtt': ['Bucket', 'Arn'] }, B: { 'Fn::If': ['Prod', 'x', 'y'] } },
          },
          Policies: [{ S3ReadPolicy: { BucketName: 'b' } }, 'AWSLambdaExecute'],
          Events: {
            Http: { Type: 'Api', Properties: { Path: '/a', Method: 'get', Auth: { Authorizer: 'NONE' } } },
            Timer: { Type: 'Schedule', Properties: { Schedule: 'rate(1 minute)' } },
          },
        },
      },
      Out: {
        Type: 'AWS::SNS::Topic',
        Properties: { TopicName: { 'Fn::Join': ['-', [{ Ref: 'Stage' }, 'x']] } },
      },
    },
    Outputs: { Arn: { Value: { 'Fn::GetAtt': 'Fn.Arn' }, Export: { Name: 'e' }, Condition: 'Prod' } },
  },
}

function documents(): readonly (readonly [string, Properties])[] {
  const files = ['templates', 'test/fixtures/crash'].flatMap(folder =>
    filesBelow(join(root, folder), /[/\\]template\.yaml$/),
  )
  const own = files.flatMap(file => {
    const parsed = parse(readFileSync(file, 'utf8'))
    return 'failure' in parsed || !isRecord(parsed.value)
      ? []
      : [[relative(root, file), parsed.value] as const]
  })
  const made = Array.from({ length: 3 }, (_, seed) => [`made ${seed}`, samTemplate(drawFrom(seed))] as const)
  return [...Object.entries(rich), ...own, ...made]
}

/** A long document has many words at places of one kind: an even part of them is enough. */
function sampled<T>(all: readonly T[]): readonly T[] {
  const most = 60
  return all.filter(
    (_, index) =>
      all.length <= most ||
      Math.floor((index * most) / all.length) !== Math.floor(((index - 1) * most) / all.length),
  )
}

describe('a word of a template', () => {
  it.each(documents())(
    'is never looked up where every object inherits it: %s',
    { timeout: 600_000 },
    async (_, document) => {
      for (const hostile of sampled([...replaced(document)])) await survive(JSON.stringify(hostile))
      expect([...places].sort()).toEqual([])
    },
  )
})

describe('a resource of a type that every object inherits', () => {
  const inherited = Object.getOwnPropertyNames(Object.prototype)
  const inTencent = (Type: string) => ({
    Resources: { ns: { Type, f: { Type: 'TencentCloud::Serverless::Function' } } },
  })
  const templates: Readonly<Record<string, (type: string) => object>> = {
    aws: Type => ({ Transform: 'AWS::Serverless-2016-10-31', Resources: { A: { Type } } }),
    aliyun: Type => ({ ROSTemplateFormatVersion: '2015-09-01', Resources: { A: { Type } } }),
    tencent: inTencent,
  }

  it.each(Object.entries(templates))('has the findings of one that is not known: %s', async (_, make) => {
    const found = async (type: string) => (await survive(JSON.stringify(make(type)))).map(({ code }) => code)
    const unknown = await found('AWS::Nope::X')
    expect(unknown).not.toEqual([])
    for (const type of inherited) expect(await found(type), type).toEqual(unknown)
  })
})
