import { make } from '../../src/apply/make.ts'
import type { ApplyDeps } from '../../src/apply/run.ts'
import type { StepContext } from '../../src/apply/step-context.ts'
import type { WireReply } from '../../src/model/operation.ts'
import type { Diagnosis, Input, Pace, ResourceType } from '../../src/model/provider.ts'
import type { ResourceState } from '../../src/model/state.ts'

/** An answer to a creating call that tells nothing, and whether the call had its effect. */
export interface HostileAnswer {
  readonly name: string
  readonly reply: WireReply
  readonly effect: boolean
}

const replies: Readonly<Record<string, WireReply>> = {
  'an empty 200': { status: 200, headers: {}, body: '' },
  'a page and 200': {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<html><body>Sign in to the network</body></html>',
  },
  'other JSON and 200': {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"unexpected":true}',
  },
}

/** What proxies, sign-in pages and other servers at the address answer; the last is a failure of the cloud itself. */
export const hostileAnswers: readonly HostileAnswer[] = [
  ...Object.entries(replies).flatMap(([name, reply]) => [
    { name: `${name}, undone`, reply, effect: false },
    { name: `${name}, done`, reply, effect: true },
  ]),
  { name: 'a 500, done', reply: { status: 500, headers: {}, body: '' }, effect: true },
]

/** What a creation through the engine needs of a cloud. */
export interface Making<Client> {
  readonly type: ResourceType<Client>
  readonly client: Client
  readonly pace: Pace
  readonly input: Input
  readonly state: ResourceState
  diagnose(error: unknown): Diagnosis
}

/** Makes a resource as a run does, and gives what it has on record then. */
export async function madeByEngine<Client>(given: Making<Client>): Promise<ResourceState> {
  const { type, client, pace, input, state } = given
  const { physicalId: _, ...intent } = {
    ...state,
    status: 'creating' as const,
    since: new Date(0).toISOString(),
  }
  const deps = {
    client,
    pace,
    diagnose: (error: unknown) => given.diagnose(error),
    settles: 0,
    now: () => new Date(),
    identity: { stack: input.tags['fnx:stack'], stage: input.tags['fnx:stage'] },
    session: { state: {} },
  } as unknown as ApplyDeps // making one resource needs no more
  const working = { write: async () => undefined }
  const context = { deps, type, working } satisfies Partial<Record<keyof StepContext, unknown>>
  const { resource, made } = await make(intent, input, context as unknown as StepContext) // nor of these
  return { ...resource, ...made, status: 'ready' }
}
