import { expect, it } from 'vitest'
import type { Outcome } from '../../../src/apply/apply.ts'
import type { Context } from '../../../src/cli/command.ts'
import { reporter } from '../../../src/cli/views/reporter.ts'
import type { Finished } from '../../../src/workflows/stack/outcome.ts'
import { world } from '../../support/world.ts'

const clean: Outcome = { done: [], failed: [], skipped: [], interrupted: false, outputs: {} }
const failure = { logicalId: 'Hello', diagnostic: { code: 'E6001', message: 'No.' } }

async function told(outcome: Partial<Outcome>, more: Partial<Finished> = {}) {
  const { context, stdout } = world()
  await tell(context, outcome, more)
  return stdout().trimEnd().split('\n')
}

function tell(context: Context, outcome: Partial<Outcome>, more: Partial<Finished> = {}) {
  return reporter(context, false).finished({
    key: { stack: 'app', stage: 'dev', target: 'local', provider: 'aws' },
    outcome: { ...clean, ...outcome },
    verb: 'Deployed',
    next: ['fnx deploy  # go on from here'],
    duration: 1500,
    ...more,
  })
}

it('finished() says what is done, failed and left out, each once, and what to run', async () => {
  expect(await told({ done: ['A'], failed: [failure, failure], skipped: ['B', 'C'] })).toEqual([
    'Not finished: app (dev, local), after 1.5s.',
    '  done: A',
    '  failed: Hello',
    '  left out: B, C',
    'Next:',
    '  fnx deploy  # go on from here',
  ])
})

it('finished() says once what met several, with the place of each', async () => {
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

it('finished() gives outputs and endpoints, and says what serves these', async () => {
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

it('finished() says that there was nothing to do', async () => {
  expect(await told({})).toEqual(['Nothing to do for app (dev, local) in 1.5s.'])
})
