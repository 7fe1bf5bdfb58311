import { describe, expect, test } from 'vitest'
import { noLookupResults } from '../../src/model/lookup-results.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { Live } from '../../src/model/provider.ts'
import type { Stack } from '../../src/model/stack.ts'
import type { State } from '../../src/model/state.ts'
import type { Properties } from '../../src/model/value.ts'
import { type PlanInput, plan, removal } from '../../src/plan/plan.ts'
import { resolver } from '../../src/template/resolver.ts'
import type { Scope } from '../../src/template/scope.ts'
import { fakeAbilities, fakeTypes } from '../support/fake-provider.ts'
import type { Draft } from '../support/fake-resolver.ts'
import { fakeResolver, fakeStack } from '../support/fake-resolver.ts'
import { deployedState, withResource } from '../support/fake-state.ts'

const role: Draft = { type: 'Fake::Role', properties: { Path: '/' } }
const hello: Draft = { type: 'Fake::Function', properties: { Runtime: 'a', Role: { Ref: 'Role' } } }
const allow: Draft = { type: 'Fake::Permission', properties: { Function: { Ref: 'Hello' } } }
const api: Draft = { type: 'Fake::Api', properties: { Target: { 'Fn::GetAtt': ['Hello', 'Arn'] } } }
const drafts = { Api: api, Allow: allow, Hello: hello, Role: role }
const stack = fakeStack(drafts)

interface Extra {
  readonly live?: ReadonlyMap<string, Live | undefined>
  readonly secrets?: Readonly<Record<string, string>>
  readonly detect?: boolean
  readonly types?: PlanInput['types']
}

function planned(wanted: Stack, state: State, extra: Extra = {}): Plan {
  const { live = new Map(), secrets = {}, ...rest } = extra
  const resolver = fakeResolver(secrets)
  const { value, diagnostics } = plan({
    stack: wanted,
    state,
    live,
    types: fakeTypes,
    abilitiesOf: fakeAbilities,
    resolver,
    ...rest,
  })
  expect(diagnostics).toEqual([])
  if (value === undefined) throw new Error('no plan')
  return value
}

function actions({ changes }: Plan): Properties {
  return Object.fromEntries(changes.map(({ logicalId, action }) => [logicalId, action]))
}

const nothing = deployedState(fakeStack({}))

describe('plan()', () => {
  test('creates what is not there, after what it refers to', () => {
    const found = planned(stack, nothing)
    expect(found.steps.map(({ id }) => id)).toEqual([
      'create Role',
      'create Hello',
      'create Allow',
      'create Api',
    ])
    expect(found.steps[2]?.after).toEqual(['create Hello'])
    expect(found.serial).toBe(7)
  })

  test('keeps everything of what was just applied', () => {
    const found = planned(stack, deployedState(stack))
    expect(actions(found)).toEqual({ Role: 'keep', Hello: 'keep', Api: 'keep', Allow: 'keep' })
    expect(found.steps).toEqual([])
  })

  test('updates what differs in place and names the property', () => {
    const wanted = fakeStack({
      ...drafts,
      Hello: { ...hello, properties: { ...hello.properties, Memory: 2 } },
    })
    const found = planned(wanted, deployedState(stack))
    expect(actions(found)).toEqual({ Role: 'keep', Hello: 'update', Api: 'keep', Allow: 'keep' })
    expect(found.changes[1]?.properties).toEqual([
      { path: 'Memory', after: 2, replaces: false, drift: false },
    ])
    expect(found.steps.map(({ id }) => id)).toEqual(['update Hello'])
  })

  test('replaces when a property cannot change in place, and what refers to it follows', () => {
    const wanted = fakeStack({
      ...drafts,
      Hello: { ...hello, properties: { Runtime: 'b', Role: { Ref: 'Role' } } },
    })
    const found = planned(wanted, deployedState(stack))
    expect(actions(found)).toEqual({ Role: 'keep', Hello: 'replace', Api: 'update', Allow: 'replace' })
    const ids = found.steps.map(({ id }) => id)
    expect(ids).toEqual([
      'create Hello',
      'create Allow',
      'update Api',
      'delete Allow i-Allow',
      'delete Hello i-Hello',
    ])
    expect(found.steps.map(({ phase }) => phase)).toEqual(['make', 'make', 'make', 'clean', 'clean'])
    expect(found.steps.at(-1)?.after).toEqual(['delete Allow i-Allow'])
  })

  test('deletes first what is replaced under a name of its own, with its parts before it', () => {
    const named = { ...drafts, Hello: { ...hello, properties: { ...hello.properties, Name: 'hello' } } }
    const wanted = fakeStack({
      ...named,
      Hello: { ...hello, properties: { ...hello.properties, Name: 'hello', Runtime: 'b' } },
    })
    const found = planned(wanted, deployedState(fakeStack(named)))
    expect(found.changes.find(({ logicalId }) => logicalId === 'Hello')).toMatchObject({
      action: 'replace',
      reason: 'its name stays, so the old one is deleted first',
    })
    expect(found.steps.map(({ id }) => id)).toEqual([
      'delete Allow i-Allow',
      'delete Hello i-Hello',
      'create Hello',
      'create Allow',
      'update Api',
    ])
  })

  test('replaces a resource whose explicit name changes, the new one first', () => {
    const before = fakeStack({ Q: { type: 'Fake::Queue', properties: { Name: 'a' } } })
    const after = fakeStack({ Q: { type: 'Fake::Queue', properties: { Name: 'b' } } })
    const found = planned(after, deployedState(before))
    expect(found.steps.map(({ id }) => id)).toEqual(['create Q', 'delete Q i-Q'])
  })

  test('replaces when the type under a logical ID changes', () => {
    const before = fakeStack({ Q: { type: 'Fake::Queue' } })
    const found = planned(fakeStack({ Q: { type: 'Fake::Bucket' } }), deployedState(before))
    expect(found.changes).toMatchObject([{ action: 'replace', reason: 'was of type Fake::Queue' }])
  })

  test('frees a name before another logical ID takes it', () => {
    const before = fakeStack({ Old: { type: 'Fake::Queue', properties: { Name: 'orders' } } })
    const after = fakeStack({ New: { type: 'Fake::Queue', properties: { Name: 'orders' } } })
    const found = planned(after, deployedState(before))
    expect(found.steps.map(({ id }) => id)).toEqual(['delete Old i-Old', 'create New'])
  })

  test('deletes what the template no longer has, in the reverse of the order on record', () => {
    const found = planned(fakeStack({ Role: role }), deployedState(stack))
    expect(actions(found)).toEqual({ Role: 'keep', Hello: 'delete', Api: 'delete', Allow: 'delete' })
    const ids = found.steps.map(({ id }) => id)
    expect(ids.at(-1)).toBe('delete Hello i-Hello')
    expect(ids).toHaveLength(3)
  })

  test('lets go of a resource before deleting it', () => {
    const wanted = fakeStack({ Hello: { ...hello, properties: { Runtime: 'a' } } })
    const found = planned(wanted, deployedState(fakeStack({ Hello: hello, Role: role })))
    expect(found.steps.map(({ id }) => id)).toEqual(['update Hello', 'delete Role i-Role'])
  })

  test('forgets what its deletion policy keeps', () => {
    const found = planned(fakeStack({}), deployedState(fakeStack({ Role: { ...role, retain: true } })))
    expect(found.changes).toMatchObject([{ action: 'forget' }])
    expect(found.steps).toMatchObject([{ call: 'delete', forget: true }])
  })

  test('keeps the old one of a replacement when its deletion policy says so', () => {
    const before = fakeStack({ Role: { ...role, retain: true } })
    const after = fakeStack({ Role: { ...role, properties: { Path: '/b/' }, retain: true } })
    const found = planned(after, deployedState(before))
    expect(found.steps).toMatchObject([{ call: 'create' }, { call: 'delete', forget: true }])
  })

  test('deletes what an earlier run replaced', () => {
    const state = deployedState(stack)
    const old = { ...state.resources.Hello, instance: 'i-old', physicalId: 'p-old' }
    // Hello is in the state that was just made from the stack
    const found = planned(stack, { ...state, deposed: [old as State['deposed'][number]] })
    expect(found.changes.at(-1)).toMatchObject({ action: 'delete', reason: 'was replaced by an earlier run' })
    expect(found.steps.map(({ id }) => id)).toEqual(['delete Hello i-old'])
  })

  test('passes the order on through what stays as it is', () => {
    const chain = {
      A: { type: 'Fake::Queue', properties: { Tag: 1 } },
      B: { type: 'Fake::Queue', dependsOn: ['A'] },
      C: { type: 'Fake::Queue', dependsOn: ['B'], properties: { Tag: 1 } },
    }
    const wanted = fakeStack({
      ...chain,
      A: { ...chain.A, properties: { Tag: 2 } },
      C: { ...chain.C, properties: { Tag: 2 } },
    })
    const found = planned(wanted, deployedState(fakeStack(chain)))
    expect(found.steps).toMatchObject([{ id: 'update A' }, { id: 'update C', after: ['update A'] }])
  })

  test('plans when things depended on each other the other way before', () => {
    const before = fakeStack({ A: { type: 'Fake::Queue' }, B: { type: 'Fake::Queue', dependsOn: ['A'] } })
    const state = deployedState(before)
    const a = state.resources.A
    if (a === undefined) throw new Error('no A')
    const old = { ...a, instance: 'i-old', dependsOn: ['B'] }
    const found = planned(fakeStack({}), { ...state, deposed: [old] })
    expect(found.steps.map(({ id }) => id).toSorted()).toEqual([
      'delete A i-A',
      'delete A i-old',
      'delete B i-B',
    ])
  })
})

describe('plan() deletes last', () => {
  const phasesOf = ({ steps }: Plan) => steps.map(({ id, phase }) => `${phase} ${id}`)
  const fn = (name: string): Draft => ({ type: 'Fake::Function', properties: { Name: name, Runtime: 'a' } })
  const live: Draft = { type: 'Fake::Alias', properties: { Function: { Ref: 'Hello' }, Name: 'live' } }

  test('what the template no longer has, though nothing new depends on it', () => {
    const before = fakeStack({ Old: { type: 'Fake::Bucket' } })
    const found = planned(fakeStack({ New: { type: 'Fake::Queue' } }), deployedState(before))
    expect(phasesOf(found)).toEqual(['make create New', 'clean delete Old i-Old'])
  })

  test('a name that stays when what it is in has another name', () => {
    const found = planned(
      fakeStack({ Hello: fn('two'), Live: live }),
      deployedState(fakeStack({ Hello: fn('one'), Live: live })),
    )
    expect(phasesOf(found)).toEqual([
      'make create Hello',
      'make create Live',
      'clean delete Live i-Live',
      'clean delete Hello i-Hello',
    ])
    expect(found.changes.map(({ reason }) => reason)).toEqual([undefined, undefined])
  })

  test('but not a name that stays in what stays', () => {
    const before = deployedState(fakeStack({ Hello: fn('one'), Live: live }))
    const found = planned(fakeStack({ Hello: fn('one'), Newer: live }), before)
    expect(phasesOf(found)).toEqual(['swap delete Live i-Live', 'swap create Newer'])
    expect(found.changes.at(-1)?.reason).toBe('something new takes its name, so it is deleted first')
  })

  test('but not what is a part of something that makes room, under whatever logical ID', () => {
    const before = deployedState(fakeStack({ Hello: fn('one'), Live: live, Allow: allow }))
    const other = { ...live, properties: { ...live.properties, Function: { Ref: 'World' } } }
    const found = planned(fakeStack({ World: fn('one'), Live: other }), before)
    expect(phasesOf(found)).toEqual([
      'swap delete Live i-Live',
      'swap delete Allow i-Allow',
      'swap delete Hello i-Hello',
      'swap create World',
      'swap create Live',
    ])
  })

  test('and makes room only when all else is made', () => {
    const before = deployedState(fakeStack({ Q: { type: 'Fake::Queue', properties: { Name: 'q' } } }))
    const after = {
      Q: { type: 'Fake::Queue', properties: { Name: 'q', Fifo: true } },
      Other: live,
      Hello: fn('x'),
    }
    expect(phasesOf(planned(fakeStack(after), before))).toEqual([
      'make create Hello',
      'make create Other',
      'swap delete Q i-Q',
      'swap create Q',
    ])
  })
})

describe('plan() grants before it uses', () => {
  const toApi = (fn: string): Draft => ({
    type: 'Fake::Permission',
    properties: { Function: { Ref: fn }, Source: { Ref: 'Api' } },
  })
  const named = (Name: string): Draft => ({ type: 'Fake::Function', properties: { Name } })
  const leadsTo = (fn: string): Draft => ({
    type: 'Fake::Api',
    properties: { Kind: 'http', Target: { 'Fn::GetAtt': [fn, 'Arn'] } },
  })
  const before = { F: named('f'), G: named('g'), Api: leadsTo('F'), FMay: toApi('F') }

  test('a permission that names an API comes before the API that is only updated', () => {
    const { FMay: _dropped, ...rest } = before
    const wanted = fakeStack({ ...rest, Api: leadsTo('G'), GMay: toApi('G') })
    const found = planned(wanted, deployedState(fakeStack(before)))
    expect(found.steps.map(({ id, after }) => [id, after])).toEqual([
      ['create GMay', []],
      ['update Api', ['create GMay']],
      ['delete FMay i-FMay', []],
    ])
  })

  test('but after an API that a run left unfinished, for its attributes are not known before', () => {
    const { FMay: _dropped, ...rest } = before
    const state = deployedState(fakeStack(rest))
    const { Api } = state.resources
    if (Api === undefined) throw new Error('no API')
    const half: State = { ...state, resources: { ...state.resources, Api: { ...Api, status: 'creating' } } }
    const found = planned(fakeStack(before), half)
    expect(found.steps.map(({ id, after }) => [id, after])).toEqual([
      ['update Api', []],
      ['create FMay', ['update Api']],
    ])
  })

  test('also when what it opens is only made now', () => {
    const wanted = fakeStack({ ...before, F: { ...named('other') } })
    const ids = planned(wanted, deployedState(fakeStack(before))).steps.map(({ id }) => id)
    expect(ids.slice(0, 3)).toEqual(['create F', 'create FMay', 'update Api'])
  })

  test('and before what makes a new API answer', () => {
    const stage: Draft = { type: 'Fake::Queue', properties: { Api: { Ref: 'Api' } } }
    const found = planned(fakeStack({ ...before, AStage: stage }), nothing)
    const ids = found.steps.map(({ id }) => id)
    expect(ids.indexOf('create FMay')).toBeGreaterThan(ids.indexOf('create Api'))
    expect(ids.indexOf('create AStage')).toBeGreaterThan(ids.indexOf('create FMay'))
  })

  test('and is taken back when nothing uses it any more', () => {
    const ids = removal(deployedState(fakeStack(before)), fakeTypes).steps.map(({ id }) => id)
    expect(ids.indexOf('delete FMay i-FMay')).toBeGreaterThan(ids.indexOf('delete Api i-Api'))
    expect(ids.indexOf('delete F i-F')).toBeGreaterThan(ids.indexOf('delete FMay i-FMay'))
  })
})

describe('plan() with what is known only after the deploy', () => {
  const logs: Draft = { type: 'Fake::Queue', properties: { Name: { 'Fn::GetAtt': ['F', 'Arn'] } } }
  const fn = (Name: string): Draft => ({ type: 'Fake::Function', properties: { Name } })

  test('says that something is replaced only if it differs', () => {
    const before = deployedState(fakeStack({ F: fn('one'), Logs: logs }))
    const found = planned(fakeStack({ F: fn('two'), Logs: logs }), before)
    const create = found.steps.find(({ id }) => id === 'create Logs')
    expect(create).toMatchObject({ unsure: true, replaces: true })
    expect(found.steps.find(({ id }) => id === 'delete Logs i-Logs')).toMatchObject({ unsure: true })
  })

  test('takes what an update gives anew for unknown until then', () => {
    const renewing = fakeTypes.map(type =>
      type.type === 'Fake::Function' ? { ...type, renews: ['Arn'] } : type,
    )
    const slower = (Timeout: number): Draft => ({ type: 'Fake::Function', properties: { Timeout } })
    const before = deployedState(fakeStack({ F: slower(1), Logs: logs }))
    const kept = planned(fakeStack({ F: slower(2), Logs: logs }), before)
    expect(actions(kept)).toEqual({ F: 'update', Logs: 'keep' })
    const found = planned(fakeStack({ F: slower(2), Logs: logs }), before, { types: renewing })
    expect(actions(found)).toEqual({ F: 'update', Logs: 'replace' })
    expect(found.steps.find(({ id }) => id === 'create Logs')).toMatchObject({ unsure: true })
  })

  test('is sure where a known property differs as well', () => {
    const before = deployedState(fakeStack({ F: fn('one'), Logs: logs }))
    const fifo = { ...logs, properties: { ...logs.properties, Fifo: true } }
    const found = planned(fakeStack({ F: fn('two'), Logs: fifo }), before)
    expect(found.steps.find(({ id }) => id === 'create Logs')).not.toHaveProperty('unsure')
  })
})

describe('plan() after a run that failed', () => {
  const api = (Kind: string): Stack => fakeStack({ Api: { type: 'Fake::Api', properties: { Kind } } })

  test('gives what was replaced its place back when the template is taken back', () => {
    const state = deployedState(api('b'))
    const [old] = Object.values(deployedState(api('a')).resources)
    if (old === undefined) throw new Error('no Api')
    const found = planned(api('a'), {
      ...state,
      deposed: [{ ...old, instance: 'i-old', physicalId: 'p-old' }],
    })
    expect(found.changes).toMatchObject([
      { action: 'keep', restores: 'i-old' },
      { action: 'delete', reason: 'the one before takes its place again' },
    ])
    expect(found.steps.map(({ id }) => id)).toEqual(['delete Api i-Api'])
  })
})

describe('plan() after a run that did not finish', () => {
  const state = deployedState(stack)
  test.each([
    ['creating', 'update'],
    ['updating', 'update'],
    ['deleting', 'replace'],
  ] as const)('takes a resource that is %s for one to %s', (status, action) => {
    const found = planned(stack, withResource(state, 'Role', { status }))
    expect(found.changes[0]).toMatchObject({ action, reason: 'an earlier run did not finish' })
  })

  test('replaces an unfinished resource when a property cannot change in place', () => {
    const half = withResource(state, 'Role', { status: 'creating', properties: { Path: '/old/' } })
    expect(planned(stack, half).changes[0]).toMatchObject({ action: 'replace' })
  })

  test('creates what an intent alone speaks of', () => {
    const { physicalId: _physicalId, ...bare } = { ...state.resources.Role, status: 'creating' }
    const half = { ...state, resources: { Role: bare } } as State // as an intent leaves it
    expect(planned(fakeStack({ Role: role }), half).changes[0]).toMatchObject({ action: 'create' })
    // What left the template meanwhile may never have been made.
    const reason = 'an earlier run did not finish: deleted if it was made'
    expect(planned(fakeStack({}), half).changes[0]).toMatchObject({ action: 'delete', reason })
  })
})

describe('plan() beside what lives', () => {
  const state = deployedState(stack)
  const living = (properties: Properties) => new Map([['i-Hello', { properties, attributes: {} }]])

  test('creates again what was deleted outside fnx', () => {
    const found = planned(stack, state, { live: new Map([['i-Hello', undefined]]) })
    expect(found.changes[1]).toMatchObject({ action: 'create', reason: 'was deleted outside fnx' })
    expect(actions(found)).toEqual({ Role: 'keep', Hello: 'create', Api: 'update', Allow: 'replace' })
  })

  test('sets right what was changed outside fnx', () => {
    const wanted = fakeStack({
      ...drafts,
      Hello: { ...hello, properties: { ...hello.properties, Memory: 1 } },
    })
    const found = planned(wanted, deployedState(wanted), { live: living({ Memory: 5, Unknown: 1 }) })
    expect(found.changes[1]).toMatchObject({
      action: 'update',
      properties: [{ path: 'Memory', before: 5, after: 1, drift: true }],
    })
    expect(found.steps).toMatchObject([{ id: 'update Hello', drift: { Memory: 5 } }])
  })

  test('takes no notice of it when it is told so', () => {
    const found = planned(stack, state, { live: living({ Role: 'x' }), detect: false })
    expect(found.steps).toEqual([])
  })

  test('sees no drift in a secret', () => {
    const secrets = { Password: 'x' }
    const wanted = fakeStack({
      Hello: { type: 'Fake::Function', properties: { Env: { P: { Ref: 'Password' } } } },
    })
    const found = planned(wanted, deployedState(wanted, secrets), {
      live: living({ Env: { P: 'x' } }),
      secrets,
    })
    expect(found.steps).toEqual([])
  })
})

test('plan() takes a secret beside what is known only after the deploy', () => {
  const mixed = { 'Fn::Join': ['', [{ Ref: 'P' }, { Ref: 'Q' }]] }
  const wanted = fakeStack({
    F: { type: 'Fake::Function', properties: { Env: mixed } },
    Q: { type: 'Fake::Queue' },
  })
  const scope: Scope = {
    parameters: { P: 'x' },
    declared: ['P'],
    secrets: ['P'],
    mappings: {},
    conditions: {},
    pseudo: {},
    lookupResults: noLookupResults,
  }
  const input = {
    stack: wanted,
    state: nothing,
    live: new Map(),
    types: fakeTypes,
    abilitiesOf: fakeAbilities,
  }
  const { value, diagnostics } = plan({ ...input, resolver: resolver(scope, '00') })
  expect(diagnostics).toEqual([])
  expect(value && actions(value)).toEqual({ F: 'create', Q: 'create' })
})

test('plan() redacts secrets of what was changed outside fnx', () => {
  const env = (B: number): Draft => ({ type: 'Fake::Function', properties: { Env: { P: { Ref: 'P' }, B } } })
  const [wanted, secrets] = [fakeStack({ F: env(1) }), { P: 'hunter2' }]
  const live = { properties: { Env: { P: 'hunter2', B: 2 } }, attributes: {} }
  const found = planned(wanted, deployedState(wanted, secrets), { live: new Map([['i-F', live]]), secrets })
  expect(found.changes[0]?.properties).toEqual([
    { path: 'Env.B', before: 2, after: 1, replaces: false, drift: true },
  ])
  expect(JSON.stringify(found)).not.toContain('hunter2')
})

describe('plan() refuses', () => {
  const refused = (wanted: Stack, state: State, more: Partial<PlanInput> = {}) =>
    plan({
      stack: wanted,
      state,
      live: new Map(),
      types: fakeTypes,
      abilitiesOf: fakeAbilities,
      resolver: fakeResolver(),
      ...more,
    })
  const position = { line: 7, column: 3 }
  const location = { file: 'template.yaml', start: position, end: position }

  test('types that fnx does not know', () => {
    const known = { deployable: ['Fake::Api', 'Fnx::Apis'], placeOf: () => location }
    const { value, diagnostics } = refused(fakeStack({ X: { type: 'Fake::Apis' } }), nothing, known)
    expect(value).toBeUndefined()
    expect(diagnostics).toMatchObject([
      { code: 'E5001', hint: expect.stringContaining('Did you mean Fake::Api?'), location },
    ])
    const [far] = refused(fakeStack({ X: { type: 'Fnx::Api' } }), nothing, known).diagnostics
    expect(far?.hint).not.toContain('Fnx::Apis')
  })

  test('types that fnx does not deploy, without taking them for others that it does', () => {
    const known = { deployable: ['Fake::Version'], placeOf: () => location }
    const [other] = refused(fakeStack({ X: { type: 'Fake::LayerVersion' } }), nothing, known).diagnostics
    expect(other).toMatchObject({ code: 'E5001', hint: expect.stringMatching(/^Take X out/) })
  })

  test('dynamic references, which a cloud called directly would take for values', () => {
    const password = { Env: ['{{resolve:secretsmanager:db:SecretString:password}}'] }
    const wanted = fakeStack({ Hello: { type: 'Fake::Function', properties: password } })
    expect(refused(wanted, nothing).diagnostics).toMatchObject([{ code: 'E5005' }])
  })

  test.each([
    ['E5007', { 'Fn::Transform': { Name: 'Mine', Parameters: { A: { Ref: 'Other' } } } }],
    ['E5013', { 'Fn::ImportValue': 'nobody-exports-this' }],
    ['E5013', { 'Fn::Join': ['', ['a', { 'Fn::GetAZs': 'us-east-1' }, { Ref: 'Other' }]] }],
    ['E5013', { Ref: 'Nothing' }],
  ])('with %s what no deploy would fill in', (code, value) => {
    const wanted = fakeStack({
      Hello: { type: 'Fake::Function', properties: { Env: [value] } },
      Other: { type: 'Fake::Queue' },
    })
    expect(refused(wanted, nothing).diagnostics).toMatchObject([{ code }])
  })

  test('names made of secrets, which the state would hold in clear', () => {
    const wanted = fakeStack({ Q: { type: 'Fake::Queue', properties: { Name: { Ref: 'P' } } } })
    const resolver = fakeResolver({ P: 'hunter2' })
    const found = plan({
      stack: wanted,
      state: nothing,
      live: new Map(),
      types: fakeTypes,
      abilitiesOf: fakeAbilities,
      resolver,
    })
    expect(found.diagnostics).toMatchObject([{ code: 'E5016' }])
  })

  test('circles, naming them', () => {
    const wanted = fakeStack({
      A: { type: 'Fake::Queue', dependsOn: ['B'] },
      B: { type: 'Fake::Queue', dependsOn: ['A'] },
    })
    expect(refused(wanted, nothing).diagnostics).toMatchObject([
      { code: 'E5002', message: expect.stringContaining('A → B → A') },
    ])
  })

  test('a replacement under a name that must be kept', () => {
    const queue = (Fifo: boolean): Draft => ({
      type: 'Fake::Queue',
      properties: { Name: 'q', Fifo },
      retain: true,
    })
    const { diagnostics } = refused(
      fakeStack({ Q: queue(true) }),
      deployedState(fakeStack({ Q: queue(false) })),
    )
    expect(diagnostics).toMatchObject([{ code: 'E5003' }])
  })

  test('the state of another cloud', () => {
    expect(refused(stack, { ...nothing, provider: 'other' }).diagnostics).toMatchObject([{ code: 'E5004' }])
  })
})

test('removal() deletes everything on record, users first', () => {
  const found = removal(deployedState(stack), fakeTypes)
  expect(found.steps.map(({ id }) => id).slice(-2)).toEqual(['delete Hello i-Hello', 'delete Role i-Role'])
  expect(found.stack.resources).toEqual({})
})

test('plan() takes what is text in the one and a number in the other for the same', () => {
  const queue = (Delay: number | string, On: boolean | string) =>
    fakeStack({ Q: { type: 'Fake::Queue', properties: { Delay, On } } })
  const takes = { members: { Delay: 'number', On: 'flag' } } as const
  const found = plan({
    stack: queue('300', true),
    state: deployedState(queue(300, 'true')),
    live: new Map([['i-Q', { properties: { Delay: '300', On: 'true' }, attributes: {} }]]),
    types: fakeTypes,
    abilitiesOf: () => ({ takes, replaceOn: [], reads: [], stays: {} }),
    resolver: fakeResolver(),
  })
  expect(found.value?.changes.map(({ action, properties }) => ({ action, properties }))).toEqual([
    { action: 'keep', properties: [] },
  ])
})
