import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { abilities, inKinds, type TypeFacts } from '../../src/model/abilities.ts'
import { loadTypes, typeNames } from '../../src/model/service.ts'
import type { Shape } from '../../src/model/shape.ts'
import type { Properties } from '../../src/model/value.ts'
import { identityKeys } from '../../src/plan/identity.ts'
import { clouds } from '../../src/providers/index.ts'
import { publishedBy } from '../../src/template/schema/published.ts'
import { typeTables } from '../../src/template/schema/type-tables.ts'

const root = join(import.meta.dirname, '..', '..')

const types = await Promise.all(
  clouds.map(async cloud => {
    const provider = await cloud.provider()
    const resources = await loadTypes(provider, typeNames(provider))
    const published = publishedBy(await cloud.dialect(), root)
    return resources.map(facts => ({ ...facts, facts, published: published(facts.type) }))
  }),
)
const all = types.flat()
const published = all.filter(({ published: { shape } }) => shape !== undefined)

function typeOf(name: string) {
  const found = all.find(({ type }) => type === name)
  if (found === undefined) throw new Error(`no type ${name}`)
  return { ...found, abilities: abilities(found.facts, found.published) }
}

/** Tells whether a path leads to a member of a shape. */
function leads(shape: Shape | undefined, [head, ...rest]: readonly string[]): boolean {
  if (head === undefined) return true
  if (shape === undefined || typeof shape === 'string' || 'untaken' in shape) return false
  if ('either' in shape) return shape.either.some(one => leads(one, [head, ...rest]))
  if ('list' in shape) return leads(shape.list, [head, ...rest])
  if ('map' in shape) return leads(shape.map, [head, ...rest])
  return Object.hasOwn(shape.members, head) && leads(shape.members[head], rest)
}

const missing = (shape: Shape | undefined, paths: readonly string[]): readonly string[] =>
  paths.filter(path => !leads(shape, path.split('.')))

/** What a type takes though nothing publishes it. */
const beside: Readonly<Record<string, readonly string[]>> = {
  // CreatePolicy takes tags, and `--tags` are for everything that takes some.
  'AWS::IAM::ManagedPolicy': ['Tags'],
  'AWS::Lambda::Version': ['Fnx::Code', 'Fnx::Settings'],
}

describe('what a resource type says of itself', () => {
  test('is told of every type of three clouds but the code that fnx uploads', () => {
    expect(all.length - published.length).toBe(clouds.length)
    expect(published.length).toBeGreaterThanOrEqual(30)
  })

  test.each(published)(
    'takes nothing of $type that is not published',
    ({ type, takes, published: { shape } }) => {
      expect(missing(shape, takes === 'any' ? [] : takes)).toEqual(beside[type] ?? [])
    },
  )

  test.each(published)('leaves nothing out of $type that is not there', ({ facts, published: { shape } }) => {
    const { omits = {}, stays = {}, takes } = facts
    expect(missing(shape, [...Object.keys(omits), ...Object.keys(stays)])).toEqual([])
    expect(Object.keys(omits).filter(path => takes.includes(path))).toEqual([])
  })

  test.each(published)('reads nothing of $type that it does not take', ({ takes, reads }) => {
    expect(reads.filter(name => !takes.includes(name))).toEqual([])
  })
})

describe('where tags go', () => {
  const { typeOf: tableOf } = typeTables(root, 'aws')
  const tagged = published.filter(({ type }) => tableOf(type) !== undefined)
  // CreatePolicy takes tags, and the table of CloudFormation has none.
  const beside: Readonly<Record<string, string>> = { 'AWS::IAM::ManagedPolicy': 'Tags' }

  test.each(tagged)('is said of $type as its table says it', ({ type, facts }) => {
    const { tagging } = facts
    expect(tagging?.property).toBe(tableOf(type)?.tags ?? beside[type])
    expect(tableOf(type)?.identifier).not.toEqual([])
  })

  test('comes with what tells one resource from another', () => {
    expect(tableOf('AWS::Logs::LogGroup')?.identifier).toEqual(['LogGroupName'])
    expect(tableOf('AWS::ApiGateway::Stage')?.identifier).toEqual(['RestApiId', 'StageName'])
  })
})

describe('what replaces', () => {
  const tabled = published.filter(({ published: { replacedBy } }) => replacedBy !== undefined)

  test.each(tabled)(
    'is said of $type by the table, and by corrections that change it',
    ({ facts, published }) => {
      const { replaceOn, replaces = {}, updates = {} }: TypeFacts = facts
      const table = published.replacedBy ?? []
      expect(replaceOn).toBeUndefined()
      expect(Object.keys(replaces).filter(path => table.includes(path))).toEqual([])
      expect(Object.keys(updates).filter(path => !table.includes(path))).toEqual([])
      const names = facts.nameProperty === undefined ? [] : [facts.nameProperty]
      const wanted = new Set([...table, ...Object.keys(replaces), ...names])
      for (const path of Object.keys(updates)) wanted.delete(path)
      expect(abilities(facts, published).replaceOn).toEqual([...wanted].sort())
    },
  )

  test('is the class of a log group, and not its key', () => {
    expect(typeOf('AWS::Logs::LogGroup').abilities.replaceOn).toEqual(['LogGroupClass', 'LogGroupName'])
  })
})

describe('kinds', () => {
  test.each<[type: string, written: Properties, sent: Properties]>([
    [
      'AWS::Events::Rule',
      { Targets: [{ RetryPolicy: { MaximumEventAgeInSeconds: '300' } }] },
      { Targets: [{ RetryPolicy: { MaximumEventAgeInSeconds: 300 } }] },
    ],
    [
      'AWS::ApiGatewayV2::Api',
      { CorsConfiguration: { AllowCredentials: 'true', MaxAge: '600' } },
      { CorsConfiguration: { AllowCredentials: true, MaxAge: 600 } },
    ],
    [
      'AWS::ApiGatewayV2::Stage',
      {
        DefaultRouteSettings: { ThrottlingBurstLimit: '50', DetailedMetricsEnabled: 'true' },
        AutoDeploy: 'True',
      },
      { DefaultRouteSettings: { ThrottlingBurstLimit: 50, DetailedMetricsEnabled: true }, AutoDeploy: true },
    ],
    [
      'AWS::Lambda::Function',
      {
        Timeout: '30',
        Environment: { Variables: { PORT: 80, ON: true } },
        VpcConfig: { Ipv6AllowedForDualStack: 'false' },
      },
      {
        Timeout: 30,
        Environment: { Variables: { PORT: '80', ON: 'true' } },
        VpcConfig: { Ipv6AllowedForDualStack: false },
      },
    ],
    ['AWS::IAM::Policy', { PolicyDocument: { Id: 5 } }, { PolicyDocument: { Id: 5 } }],
    ['ALIYUN::FC3::Function', { Timeout: '30', Cpu: '0.35' }, { Timeout: 30, Cpu: 0.35 }],
    [
      'TencentCloud::SCF::Function',
      { MemorySize: '256', Layers: [{ LayerName: 'a', LayerVersion: '3' }] },
      { MemorySize: 256, Layers: [{ LayerName: 'a', LayerVersion: 3 }] },
    ],
  ])('of %s are those of its schema at every depth', (type, written, sent) => {
    expect(inKinds(typeOf(type).abilities)(written)).toEqual(sent)
  })
})

describe('a function has one address for each version or alias', () => {
  test.each([
    ['ALIYUN::FC3::Trigger', 'TriggerType'],
    ['TencentCloud::SCF::Trigger', 'Type'],
  ])('which %s says of itself', (name, kind) => {
    const { facts } = typeOf(name)
    const keys = (own: string, properties: Properties) =>
      identityKeys(facts, { name: own, properties: { FunctionName: 'hello', ...properties } }).join()
    expect(keys('old', { [kind]: 'http' })).toBe(keys('new', { [kind]: 'http' }))
    expect(keys('old', { [kind]: 'timer' })).not.toBe(keys('new', { [kind]: 'timer' }))
  })
})
