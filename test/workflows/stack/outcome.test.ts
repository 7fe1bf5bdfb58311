import { expect, it } from 'vitest'
import type { Outcome } from '../../../src/apply/apply.ts'
import { reporter } from '../../../src/cli/views/reporter.ts'
import { exitCodeOf, type Finished, tellOutcome } from '../../../src/workflows/stack/outcome.ts'
import { world } from '../../support/world.ts'

const clean: Outcome = { done: [], failed: [], skipped: [], interrupted: false, outputs: {} }
const failure = { logicalId: 'Hello', diagnostic: { code: 'E6001', message: 'No.' } }

it.each<readonly [string, Partial<Outcome>, number]>([
  ['nothing to do', {}, 0],
  ['all done', { done: ['A'] }, 0],
  ['a failure and nothing done', { failed: [failure], skipped: ['B'] }, 1],
  ['a failure beside what is done', { done: ['A'], failed: [failure] }, 3],
  ['an interruption', { done: ['A'], failed: [failure], interrupted: true }, 130],
])('exitCodeOf() of %s', (_, outcome, code) => expect(exitCodeOf({ ...clean, ...outcome })).toBe(code))

async function told(outcome: Partial<Outcome>, more: Partial<Finished> = {}) {
  const { context, stdout } = world()
  await tellOutcome(reporter(context, false), {
    key: { stack: 'app', stage: 'dev', target: 'local', provider: 'aws' },
    outcome: { ...clean, ...outcome },
    verb: 'Deployed',
    next: ['fnx deploy  # go on from here'],
    duration: 1500,
    ...more,
  })
  return stdout().trimEnd().split('\n')
}

it('tellOutcome() says what is done, failed and left out, each once, and what to run', async () => {
  expect(await told({ done: ['A'], failed: [failure, failure], skipped: ['B', 'C'] })).toEqual([
    'Not finished: app (dev, local), after 1.5s.',
    '  done: A',
    '  failed: Hello',
    '  left out: B, C',
    'Next:',
    '  fnx deploy  # go on from here',
  ])
})

it('tellOutcome() gives outputs and endpoints, and says when these sleep', async () => {
  const urls = [{ logicalId: 'Hello', url: 'http://127.0.0.1:3000/hello' }]
  expect(
    await told({ done: ['A'], outputs: { Bucket: 'b' } }, { endpoints: { urls, asleep: true } }),
  ).toEqual([
    'Deployed app (dev, local) in 1.5s.',
    'Outputs:',
    '  Bucket  b',
    'Endpoints:',
    '  http://127.0.0.1:3000/hello',
    'These answer while fnx local start runs.',
  ])
})

it('tellOutcome() says that there was nothing to do', async () => {
  expect(await told({})).toEqual(['Nothing to do for app (dev, local) in 1.5s.'])
})
