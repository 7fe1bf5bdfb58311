import { afterAll, describe, expect, it } from 'vitest'
import type { ResourceType } from '../../src/model/provider.ts'
import { typeNames } from '../../src/model/service.ts'
import { tallyLine } from '../witness/tally.ts'
import { type HostileAnswer, hostileAnswers, madeByEngine } from './hostile-answers.ts'
import type { Case } from './lifecycle-cases.ts'
import { cutOff, type Exceptions, ends, type LifecycleCloud, type Stage, stageOf } from './lifecycle-cloud.ts'

type Row = (cloud: LifecycleCloud, one: Case) => Promise<void>

const epoch = new Date(0).toISOString()
const later = '2100-01-01T00:00:00Z'

/** Describes the life of every resource type of a cloud: made, changed, deleted, cut off, foreign, absent, ill answered. */
export function describeLifecycle(cloud: LifecycleCloud): void {
  const { name, title } = cloud.provider
  afterAll(() => void process.stdout.write(tallyLine(name)))
  describe(`a resource type of ${title}`, () => {
    it('has a case, and all exceptions are of cases', () => coversAll(cloud))
    for (const [what, row] of Object.entries(rows))
      it.each(cloud.cases)(`$type $name ${what}`, one => row(cloud, one))
  })
  describe.each(hostileAnswers)(`a creation in ${title} that is answered by $name`, answer => {
    it.each(cloud.cases)('$type $name is made once, with an ID', one => illAnswered(cloud, one, answer))
  })
}

const rows: Readonly<Record<string, Row>> = {
  'goes from create to delete without drift': wholeLife,
  'gives the attributes that it reads back': attributes,
  'converges after a create that was cut off at any call': createCutOff,
  'is deleted after a create and a delete that were cut off at any call': bothCutOff,
  'converges after an update that was cut off at any call': updateCutOff,
  'is deleted whole after a delete that was cut off at any call': deleteCutOff,
  'is not found where nothing was made': absent,
  'is not taken from another stack': foreign,
}

function coversAll({
  provider,
  cases,
  alone,
  shared,
  unfound,
  unread,
  remade,
  silent,
}: LifecycleCloud): void {
  const types = new Set(cases.map(({ type }) => type))
  const own = new Set(typeNames(provider))
  expect([...types].filter(type => own.has(type) || provider.generic === undefined).sort()).toEqual([...own])
  const known = new Set(cases.flatMap(one => keysOf(one)))
  const excepted = [alone, shared, unfound, unread, remade, silent].flatMap(exceptions =>
    Object.keys(exceptions ?? {}),
  )
  expect(excepted.filter(key => !known.has(key))).toEqual([])
}

async function wholeLife(cloud: LifecycleCloud, one: Case): Promise<void> {
  const stage = await stageOf(cloud, one)
  const { client, type, first, second } = stage
  const { physicalId } = await type.create(client, stage.given(first))
  expect(stage.holdings()).not.toBe(stage.empty)
  expect(await stage.drift(physicalId, first)).toEqual([])
  const found = isExcepted(cloud.unfound, one) ? undefined : physicalId
  expect(await type.find(client, { ...stage.given(first), since: epoch })).toBe(found)
  const updated = await type.update(client, physicalId, stage.given(second, { before: first }))
  expect(updated.physicalId).toBe(physicalId)
  expect(await stage.drift(physicalId, second)).toEqual([])
  await stage.delete(physicalId, second)
  const gone = (await type.read(client, stage.state(physicalId, second))) === undefined
  expect(gone).toBe(!isExcepted(cloud.unread, one))
  await stage.delete(physicalId, second)
  expect(stage.holdings()).toBe(stage.empty)
}

async function attributes(cloud: LifecycleCloud, one: Case): Promise<void> {
  const { client, type, first, second, given, state } = await stageOf(cloud, one)
  const made = await type.create(client, given(first))
  expect(Object.keys(made).sort()).toEqual(['attributes', 'physicalId'])
  const live = await type.read(client, state(made.physicalId, first))
  expect(live?.attributes).toEqual(made.attributes)
  const updated = await type.update(client, made.physicalId, given(second, { before: first }))
  expect(Object.keys(updated).sort()).toEqual(['attributes', 'physicalId'])
  const changed = await type.read(client, state(made.physicalId, second))
  expect(changed?.attributes).toEqual(updated.attributes)
}

async function createCutOff(cloud: LifecycleCloud, one: Case): Promise<void> {
  for (let cut = 1; ; cut++) {
    const stage = await stageOf(cloud, one)
    const { client, type, first } = stage
    if (await isMade(stage, cut)) {
      expect(cut).toBeGreaterThan(1)
      return
    }
    const found = await begun(cloud, one, stage)
    const { physicalId } =
      found === undefined
        ? await type.create(client, stage.given(first))
        : await type.update(client, found, stage.given(first, { before: {} }))
    expect(await stage.drift(physicalId, first)).toEqual([])
    await stage.delete(physicalId, first)
    expect(stage.holdings()).toBe(stage.empty)
  }
}

async function bothCutOff(cloud: LifecycleCloud, one: Case): Promise<void> {
  for (let cut = 1; ; cut++) {
    const stage = await stageOf(cloud, one)
    const { client, type, first } = stage
    const whole = await isMade(stage, cut)
    const found =
      (await begun(cloud, one, stage)) ?? (await type.create(client, stage.given(first))).physicalId
    await cutOff(stage, () => stage.delete(found, first))
    expect(stage.holdings()).toBe(stage.empty)
    if (whole) return
  }
}

/** Makes the thing of a stage, cut off after so many calls; tells whether it was made whole. */
async function isMade(stage: Stage, cut: number): Promise<boolean> {
  stage.cutAfter(cut)
  const whole = await ends(stage.type.create(stage.client, stage.given(stage.first)))
  stage.mend()
  return whole
}

/** Finds what a creation left that was cut off. */
async function begun({ unfound }: LifecycleCloud, one: Case, stage: Stage): Promise<string | undefined> {
  const found = await stage.type.find(stage.client, { ...stage.given(stage.first), since: epoch })
  expect(found !== undefined).toBe(!isExcepted(unfound, one))
  return found
}

async function updateCutOff(cloud: LifecycleCloud, one: Case): Promise<void> {
  const left: boolean[] = []
  for (let cut = 1; ; cut++) {
    const stage = await stageOf(cloud, one)
    const { client, type, first, second } = stage
    const { physicalId } = await type.create(client, stage.given(first))
    const input = stage.given(second, { before: first })
    stage.cutAfter(cut)
    const whole = await ends(type.update(client, physicalId, input))
    stage.mend()
    const live = await type.read(client, stage.state(physicalId, second))
    left.push(live !== undefined)
    if (live === undefined) await type.create(client, stage.given(second))
    else await type.update(client, physicalId, input)
    expect(await stage.drift(physicalId, second)).toEqual([])
    await stage.delete(physicalId, second)
    expect(stage.holdings()).toBe(stage.empty)
    if (whole) break
  }
  expect(left.every(Boolean)).toBe(!isExcepted(cloud.remade, one))
}

async function deleteCutOff(cloud: LifecycleCloud, one: Case): Promise<void> {
  for (let cut = 1; ; cut++) {
    const stage = await stageOf(cloud, one)
    const { physicalId } = await stage.type.create(stage.client, stage.given(stage.first))
    stage.cutAfter(cut)
    const whole = await ends(stage.delete(physicalId, stage.first))
    stage.mend()
    await stage.delete(physicalId, stage.first)
    expect(stage.holdings()).toBe(stage.empty)
    if (whole) return
  }
}

async function absent(cloud: LifecycleCloud, one: Case): Promise<void> {
  const { client, type, first, given } = await stageOf(cloud, one)
  expect(await type.find(client, { ...given(first), since: epoch })).toBeUndefined()
}

async function foreign(cloud: LifecycleCloud, one: Case): Promise<void> {
  const { client, type, first, given, holdings } = await stageOf(cloud, one, 'other')
  const other = given(first, { tags: { 'fnx:stack': 'other', 'fnx:instance': 'zyxw9876' } })
  await type.create(client, other)
  const held = holdings()
  const sought = { ...given({ ...first, ...one.ours }), since: later }
  const kind = (error: unknown) => cloud.provider.diagnose(error).kind
  const found = await type.find(client, sought).catch(kind)
  const alone = isUnique(type) || isExcepted(cloud.alone, one)
  if (isExcepted(cloud.shared, one)) expect(found).not.toBe('exists')
  else expect(found).toBe(alone ? 'exists' : undefined)
  if (found !== 'exists') return
  expect(await type.create(client, given(first)).catch(kind)).toBe('exists')
  expect(holdings()).toBe(held)
}

/** Tells whether there can be no second one of the same name or in the same place. */
function isUnique({ nameProperty, uniqueBy }: ResourceType): boolean {
  return nameProperty !== undefined || uniqueBy !== undefined
}

async function illAnswered(cloud: LifecycleCloud, one: Case, answer: HostileAnswer): Promise<void> {
  const stage = await stageOf(cloud, one)
  const { client, type, first } = stage
  const [input, state] = [stage.given(first), stage.state('', first)]
  stage.answerNext(answer.reply, { effect: answer.effect })
  const { diagnose } = cloud.provider
  const made = await madeByEngine({ type, client, pace: client.pace, input, state, diagnose })
  expect(made.physicalId).toMatch(/./)
  const drift = await stage.drift(made.physicalId ?? '', first)
  if (isSwallowed(cloud, one, answer)) expect(['gone']).toEqual(expect.arrayContaining([...drift]))
  else expect(drift).toEqual([])
  await type.delete(client, made, { empty: false })
  expect(stage.holdings()).toBe(stage.empty)
}

/** Tells whether nothing in an answer without effect says that the service did not give it, so that drift shows it later. */
function isSwallowed({ silent }: LifecycleCloud, one: Case, { effect, reply }: HostileAnswer) {
  const isPage = reply.headers['content-type']?.startsWith('text/html')
  return !effect && !isPage && isExcepted(silent, one)
}

function isExcepted(exceptions: Exceptions = {}, one: Case): boolean {
  return keysOf(one).some(key => Object.hasOwn(exceptions, key))
}

function keysOf({ type, name }: Case): readonly string[] {
  return [type, `${type} ${name}`]
}
