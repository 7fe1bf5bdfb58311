import { describe, expect, it } from 'vitest'
import type { Input, ResourceType } from '../../../src/model/provider.ts'
import { loadTypes, typeNames } from '../../../src/model/service.ts'
import type { Properties, Value } from '../../../src/model/value.ts'
import { equal, isList, isRecord } from '../../../src/model/value.ts'
import type { AwsClient } from '../../../src/providers/aws/client.ts'
import { diagnose } from '../../../src/providers/aws/diagnose.ts'
import { provider } from '../../../src/providers/aws/provider.ts'
import { hostileAnswers, madeByEngine } from '../../support/hostile-answers.ts'
import { artifactOf, awsCloud, inputOf, stateOf, tagsOf } from './aws-cloud.ts'
import type { Case } from './cases.ts'
import { cases, code } from './cases.ts'

const resources = await loadTypes(provider, typeNames(provider))

function typeOf(name: string): ResourceType<AwsClient> {
  const found = resources.find(({ type }) => type === name)
  if (found === undefined) throw new Error(`no resource type ${name}`)
  return found
}

function given(name: string, properties: Properties, before?: Properties): Input {
  const two = JSON.stringify(properties).includes(String(code('two')['Fnx::Artifact']))
  const artifact = artifactOf(two ? 'two' : 'one')
  return inputOf(name, properties, { artifact, ...(before === undefined ? {} : { before }) })
}

/** Serves a cloud that holds what a case needs, and gives the case with the attributes of that filled in. */
async function prepared(one: Case, stack = 'shop') {
  const cloud = await awsCloud()
  const made: Properties[] = []
  for (const { type, name, properties } of one.needs ?? []) {
    const known = {
      ...inputOf(name, filled(properties, made) as Properties),
      tags: { ...tagsOf('needed'), 'fnx:stack': stack },
    }
    const created = await typeOf(type).create(cloud.client, { ...known, artifact: artifactOf('one') })
    made.push(created.attributes)
  }
  const first = filled(one.first, made) as Properties // maps stay maps
  const second = filled(one.second, made) as Properties
  return { ...cloud, cloud, first, second, type: typeOf(one.type), empty: snapshot(cloud.store) }
}

function filled(value: Value, made: readonly Properties[]): Value {
  if (isList(value)) return value.map(item => filled(item, made))
  if (!isRecord(value)) return value
  if (isList(value.use)) return made[Number(value.use[0])]?.[String(value.use[1])] ?? null
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, made)]))
}

/** Lists what the cloud says of a thing otherwise than the template. */
async function drift(
  client: AwsClient,
  one: Case,
  id: string,
  properties: Properties,
): Promise<readonly string[]> {
  const live = await typeOf(one.type).read(client, stateOf(one.type, id, given(one.name, properties)))
  if (live === undefined) return ['gone']
  return Object.entries(live.properties).flatMap(([key, value]) =>
    equal(value, properties[key]) ? [] : [`${key}: ${JSON.stringify(value)}`],
  )
}

const tables = [
  'iam.roles',
  'iam.policies',
  'lambda.functions',
  's3.buckets',
  's3.objects',
  'apigateway.restapis',
  'apigatewayv2.apis',
  'events.rules',
  'logs.groups',
]

/** Gives what a cloud holds, without what changes with each call. */
function snapshot(store: { list(table: string): readonly (readonly [string, Value])[] }): string {
  const all = tables.map(name => [name, store.list(`aws.${name}`).map(([key, value]) => [key, still(value)])])
  return JSON.stringify(all)
}

const restless = new Set(['RevisionId', 'LastModified', 'readyAt', 'updatedAt', 'lastVersion'])

function still(value: Value): Value {
  if (isList(value)) return value.map(still)
  if (!isRecord(value)) return value
  const kept = Object.entries(value).filter(([key, item]) => !restless.has(key) && !hollow(item))
  return Object.fromEntries(kept.map(([key, item]) => [key, still(item)]))
}

// A list of policies that was emptied is as good as one that never was.
function hollow(value: Value): boolean {
  return isList(value) ? value.length === 0 : isRecord(value) && Object.values(value).every(hollow)
}

async function ends(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  )
}

const since = new Date(0).toISOString()

describe('a resource type of AWS', () => {
  it.each(cases)('$type $name goes from create to delete without drift', async one => {
    const { client, store, type, first, second, empty } = await prepared(one)
    const { physicalId } = await type.create(client, given(one.name, first))
    expect(await drift(client, one, physicalId, first)).toEqual([])
    const updated = await type.update(client, physicalId, given(one.name, second, first))
    expect(updated.physicalId).toBe(physicalId)
    expect(await drift(client, one, physicalId, second)).toEqual([])
    const state = stateOf(one.type, physicalId, given(one.name, second))
    await type.delete(client, state, { empty: false })
    expect(await type.read(client, state)).toBeUndefined()
    await type.delete(client, state, { empty: false })
    expect(snapshot(store)).toBe(empty)
  })

  it.each(cases)('$type $name reads back the attributes that create gave', async one => {
    const { client, type, first } = await prepared(one)
    const made = await type.create(client, given(one.name, first))
    expect(Object.keys(made).sort()).toEqual(['attributes', 'physicalId'])
    const { physicalId, attributes } = made
    const live = await type.read(client, stateOf(one.type, physicalId, given(one.name, first)))
    expect(live?.attributes).toEqual(attributes)
  })

  it.each(cases)('$type $name converges after a create that was cut off at any call', async one => {
    for (let cut = 1; ; cut++) {
      const { cloud, client, store, type, first, empty } = await prepared(one)
      cloud.cutAfter(cut)
      const whole = await ends(type.create(client, given(one.name, first)))
      cloud.mend()
      if (whole) {
        expect(cut).toBeGreaterThan(1)
        return
      }
      const found = await type.find(client, { ...given(one.name, first), since })
      // A version is published again instead: the same code gives the same version.
      const { physicalId } =
        found === undefined && one.type === 'AWS::Lambda::Version'
          ? await type.create(client, given(one.name, first))
          : await type.update(client, found ?? 'nothing', given(one.name, first, {}))
      expect(await drift(client, one, physicalId, first)).toEqual([])
      await type.delete(client, stateOf(one.type, physicalId, given(one.name, first)), { empty: false })
      expect(snapshot(store)).toBe(empty)
    }
  })

  it.each(cases)('$type $name converges after an update that was cut off at any call', async one => {
    for (let cut = 1; ; cut++) {
      const { cloud, client, type, first, second } = await prepared(one)
      const { physicalId } = await type.create(client, given(one.name, first))
      cloud.cutAfter(cut)
      const whole = await ends(type.update(client, physicalId, given(one.name, second, first)))
      cloud.mend()
      await type.update(client, physicalId, given(one.name, second, first))
      expect(await drift(client, one, physicalId, second)).toEqual([])
      if (whole) return
    }
  })

  it.each(cases)('$type $name is deleted whole after a delete that was cut off at any call', async one => {
    for (let cut = 1; ; cut++) {
      const { cloud, client, store, type, first, empty } = await prepared(one)
      const { physicalId } = await type.create(client, given(one.name, first))
      const state = stateOf(one.type, physicalId, given(one.name, first))
      cloud.cutAfter(cut)
      const whole = await ends(type.delete(client, state, { empty: false }))
      cloud.mend()
      await type.delete(client, state, { empty: false })
      expect(snapshot(store)).toBe(empty)
      if (whole) return
    }
  })

  it.each(cases)('$type $name is not found where nothing was made', async one => {
    const { client, type, first } = await prepared(one)
    expect(await type.find(client, { ...given(one.name, first), since })).toBeUndefined()
  })

  it.each(cases)('$type $name refuses what another stack made', async one => {
    if (/(CodeObject|Version|Permission)$/.test(one.type)) return // their names or contents are ours alone
    const { client, type, first } = await prepared(one, 'other')
    const other = { ...given(one.name, first), tags: { 'fnx:stack': 'other', 'fnx:instance': 'zyxw9876' } }
    await type.create(client, other)
    const sought = { ...given(one.name, altered(first)), since: '2100-01-01T00:00:00Z' }
    const found = await type.find(client, sought).catch(error => diagnose(error).trouble)
    if (!hasNameOfItsOwn(type)) {
      expect(found).toBeUndefined()
      return
    }
    expect(found).toBe('exists')
    const create = await type.create(client, given(one.name, first)).catch(error => diagnose(error).trouble)
    expect(create).toBe('exists')
  })
})

/** An answer without members is all that these give, so that one that never came from AWS looks the same; drift shows it. */
const silent = /::(BucketPolicy|Policy|LogGroup)$/

describe.each(hostileAnswers)('a creation in AWS that is answered by $name', ({ reply, effect }) => {
  it.each(cases)('$type $name is made once, with an ID', async one => {
    const { cloud, client, store, type, first, empty } = await prepared(one)
    const input = given(one.name, first)
    cloud.answerNext(reply, { effect })
    const state = stateOf(one.type, '', input)
    const made = await madeByEngine({ type, client, pace: client.pace, input, state, diagnose })
    expect(made.physicalId).toMatch(/./)
    const lost =
      !effect && silent.test(one.type) && reply.headers['content-type'] !== 'text/html; charset=utf-8'
    if (!lost) expect(await drift(client, one, made.physicalId ?? '', first)).toEqual([])
    await type.delete(client, made, { empty: false })
    expect(snapshot(store)).toBe(empty)
  })
})

function hasNameOfItsOwn({ type, nameProperty }: ResourceType<AwsClient>): boolean {
  return nameProperty !== undefined || /::(Url|BucketPolicy|Route)$/.test(type)
}

function altered(properties: Properties): Properties {
  return { ...properties, PolicyDocument: { Statement: [] }, Target: 'integrations/other' }
}
