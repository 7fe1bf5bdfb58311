import { describe, expect, it } from 'vitest'
import { at, canonical, isRecord, type Properties, type Value } from '../../../../src/model/value.ts'
import { expandSam, samFunction } from '../../../support/expand-sam.ts'

const app: Properties = {
  Transform: 'AWS::Serverless-2016-10-31',
  Globals: { Function: { Timeout: 5, Environment: { Variables: { STAGE: 'dev' } } } },
  Resources: {
    Hello: samFunction({
      Policies: ['AmazonS3ReadOnlyAccess', { SQSPollerPolicy: { QueueName: 'jobs' } }],
      Environment: { Variables: { NAME: 'x' } },
      AutoPublishAlias: 'live',
      Events: {
        Get: { Type: 'Api', Properties: { Path: '/hello/{id}', Method: 'get' } },
        All: { Type: 'HttpApi' },
        Tick: { Type: 'Schedule', Properties: { Schedule: 'rate(5 minutes)' } },
      },
    }),
    Table: { Type: 'AWS::Serverless::SimpleTable' },
    Bucket: { Type: 'AWS::S3::Bucket' },
  },
  Outputs: { Alias: { Value: { Ref: 'Hello.Alias' } }, Stage: { Value: { Ref: 'ServerlessRestApi.Stage' } } },
}

function typesOf(resources: Properties): Readonly<Record<string, Value | undefined>> {
  return Object.fromEntries(
    Object.entries(resources).map(([id, body]) => [id, isRecord(body) ? body.Type : undefined]),
  )
}

describe('transform()', () => {
  const { document, resources, findings } = expandSam(app)

  it('makes the resources of a function, its events and implicit APIs under their IDs', () => {
    expect(findings).toEqual([])
    const ids = Object.keys(typesOf(resources)).map(id => id.replace(/[0-9a-f]{10}$/, '#'))
    expect(ids.sort()).toEqual([
      'Bucket',
      'Hello',
      'HelloAliaslive',
      'HelloAllPermission',
      'HelloGetPermissionProd',
      'HelloRole',
      'HelloTick',
      'HelloTickPermission',
      'HelloVersion#',
      'ServerlessHttpApi',
      'ServerlessHttpApiApiGatewayDefaultStage',
      'ServerlessRestApi',
      'ServerlessRestApiDeployment#',
      'ServerlessRestApiProdStage',
      'Table',
    ])
  })

  it('keeps local code as written and merges Globals', () => {
    const properties = at(resources, ['Hello', 'Properties'])
    expect(properties).toMatchObject({
      Code: 'src/',
      Timeout: 5,
      Environment: { Variables: { STAGE: 'dev', NAME: 'x' } },
    })
  })

  it('rewrites references to what it made', () => {
    expect(at(document, ['Outputs', 'Alias', 'Value'])).toEqual({ Ref: 'HelloAliaslive' })
    expect(at(document, ['Outputs', 'Stage', 'Value'])).toEqual({ Ref: 'ServerlessRestApiProdStage' })
  })

  it('takes Transform and Globals away', () => {
    expect(Object.keys(document).sort()).toEqual(['Outputs', 'Resources'])
  })

  it('leaves its own output as it is', () => {
    expect(canonical(expandSam(document).document)).toBe(canonical(document))
  })

  it('does not depend on the order of keys', () => {
    expect(canonical(expandSam(reversed(app)).document)).toBe(canonical(document))
  })

  it('never changes its input', () => {
    const before = canonical(app)
    expandSam(app)
    expect(canonical(app)).toBe(before)
  })

  it('gives the same whether parameters are filled in before or after', () => {
    const of = (name: Value): Properties => ({
      Resources: { Hello: samFunction({ AutoPublishAlias: name }) },
    })
    const after = expandSam(of({ Ref: 'Name' }), { Name: 'live' })
    expect(after.resources).toEqual(expandSam(of('live')).resources)
  })

  it('makes logical IDs of letters and digits alone', () => {
    expect(Object.keys(resources).filter(id => !/^[A-Za-z0-9]+$/.test(id))).toEqual([])
  })

  it('gives a new deployment when a path changes and the same when nothing does', () => {
    const deployment = (path: string): string | undefined =>
      Object.keys(expandSam(withPath(path)).resources).find(id => id.includes('Deployment'))
    expect(deployment('/a')).toBe(deployment('/a'))
    expect(deployment('/a')).not.toBe(deployment('/b'))
  })

  it('names what a template may refer to beside its own resources', () => {
    const { names } = expandSam(app)
    expect(names).toEqual(
      expect.arrayContaining(['HelloRole', 'ServerlessRestApi', 'Hello.Alias', 'Hello.Version']),
    )
  })
})

function withPath(path: string): Properties {
  const Get = { Type: 'Api', Properties: { Path: path, Method: 'get' } }
  return { Resources: { Hello: samFunction({ Events: { Get } }) } }
}

function reversed(value: Value): Properties {
  const turn = (item: Value): Value => {
    if (Array.isArray(item)) return item.map(turn)
    if (!isRecord(item)) return item
    const entries = Object.entries(item).reverse()
    return Object.fromEntries(entries.map(([key, inner]) => [key, turn(inner)]))
  }
  const turned = turn(value)
  return isRecord(turned) ? turned : {}
}

const refused: readonly (readonly [string, Properties, string, readonly (string | number)[]])[] = [
  ['no resources', {}, 'E1501', ['Resources']],
  ['an empty list of resources', { Resources: [] }, 'E1501', ['Resources']],
  [
    'a function without code',
    { Resources: { Hello: { Type: 'AWS::Serverless::Function', Properties: {} } } },
    'E1502',
    ['Resources', 'Hello', 'Properties'],
  ],
  [
    'an unknown property',
    { Resources: { Hello: samFunction({ Runtimes: 'x' }) } },
    'E1502',
    ['Resources', 'Hello', 'Properties', 'Runtimes'],
  ],
  [
    'an event of no known type',
    { Resources: { Hello: samFunction({ Events: { Odd: { Type: 'Odd' } } }) } },
    'E1503',
    ['Resources', 'Hello', 'Properties', 'Events', 'Odd', 'Type'],
  ],
  [
    'a version whose hash is no part of a logical ID',
    { Resources: { Hello: samFunction({ AutoPublishAlias: 'live', AutoPublishCodeSha256: 'a/b+c' }) } },
    'E1502',
    ['Resources', 'Hello'],
  ],
  [
    'a role whose logical ID would be too long',
    { Resources: { ['H'.repeat(252)]: samFunction() } },
    'E1502',
    ['Resources', 'H'.repeat(252)],
  ],
  [
    'an embedded connector, at its own place',
    { Resources: { Hello: { ...samFunction(), Connectors: { Own: { Properties: { Permissions: [] } } } } } },
    'E1502',
    ['Resources', 'Hello', 'Connectors', 'Own'],
  ],
  [
    'Globals for what cannot have them',
    { Globals: { Function: { Role: 'x' } }, Resources: { Hello: samFunction() } },
    'E1504',
    ['Globals', 'Function', 'Role'],
  ],
]

describe('transform() with what AWS would refuse', () => {
  it.each(refused)('refuses %s at its place', (_, document, code, path) => {
    expect(expandSam(document).findings.map(finding => [finding.code, finding.path])).toEqual([[code, path]])
  })

  it('finds what is wrong with several resources at once', () => {
    const Resources = { A: samFunction({ Handler: null }), B: samFunction({ Odd: 1 }), C: samFunction() }
    expect(expandSam({ Resources }).findings.map(({ path }) => path[1])).toEqual(['A', 'B'])
  })
})

const odd: readonly Value[] = [
  null,
  true,
  7,
  '',
  'x',
  [],
  {},
  [[]],
  { Ref: 'x' },
  { a: { b: [1] } },
  { Ref: [] },
]

describe('transform() with hostile documents', () => {
  it('ends in an expansion or a finding whatever a value is replaced by', () => {
    let runs = 0
    for (const path of pathsOf(app))
      for (const value of odd) {
        expandSam(replaced(app, path, value))
        runs++
      }
    expect(runs).toBeGreaterThan(500)
  })

  it('takes keys such as __proto__ for plain keys', () => {
    const Resources = JSON.parse('{"__proto__":{"Type":"AWS::S3::Bucket","Properties":{"polluted":1}}}')
    const { resources } = expandSam({ Resources: { ...Resources, Hello: samFunction() } })
    expect(Object.hasOwn(resources, '__proto__')).toBe(true)
    expect('polluted' in {}).toBe(false)
  })
})

function pathsOf(
  value: Value,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  const inside = Array.isArray(value)
    ? value.flatMap((item, index) => pathsOf(item, [...path, index]))
    : isRecord(value)
      ? Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))
      : []
  return path.length === 0 ? inside : [path, ...inside]
}

function replaced(value: Properties, path: readonly (string | number)[], by: Value): Properties {
  const copy = structuredClone(value)
  const parent = at(copy, path.slice(0, -1))
  Object.assign(Object(parent), { [String(path.at(-1))]: by })
  return copy
}
