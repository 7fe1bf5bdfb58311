import { expect, it } from 'vitest'
import type { Outcome } from '../../../src/apply/apply.ts'
import type { Context } from '../../../src/cli/command.ts'
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
  await tell(context, outcome, more)
  return stdout().trimEnd().split('\n')
}

function tell(context: Context, outcome: Partial<Outcome>, more: Partial<Finished> = {}) {
  return tellOutcome(reporter(context, false), {
    key: { stack: 'app', stage: 'dev', target: 'local', provider: 'aws' },
    outcome: { ...clean, ...outcome },
    verb: 'Deployed',
    next: ['fnx deploy  # go on from here'],
    duration: 1500,
    ...more,
  })
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

it('tellOutcome() says once what met several, with the place of each', async () => {
  const at = (line: number) => {
    const position = { line, column: 3 }
    return { file: 't.yaml', start: position, end: position }
  }
  const met = (logicalId: string, line: number) => ({
    logicalId,
    diagnostic: { ...failure.diagnostic, location: at(line) },
  })
  const { context, stderr } = world()
  await tell(context, { failed: [met('A', 4), met('B', 9)] })
  expect(stderr().match(/E6001/g)).toHaveLength(1)
  expect(stderr()).toMatch(/t\.yaml:4:3[\s\S]+So it is with B\.[\s\S]+t\.yaml:9:3/)
})

it('tellOutcome() gives outputs and endpoints, and says what serves these', async () => {
  const urls = [{ logicalId: 'Hello', url: 'http://127.0.0.1:3000/hello' }]
  expect(
    await told(
      { done: ['A'], outputs: { Bucket: 'b' } },
      { endpoints: { urls, outputs: { Bucket: 'b' }, serve: 'fnx local start' } },
    ),
  ).toEqual([
    'Deployed app (dev, local) in 1.5s.',
    'Outputs:',
    '  Bucket  b',
    'Endpoints:',
    '  http://127.0.0.1:3000/hello',
    'Serve them: fnx local start',
  ])
})

it('tellOutcome() says that there was nothing to do', async () => {
  expect(await told({})).toEqual(['Nothing to do for app (dev, local) in 1.5s.'])
})
