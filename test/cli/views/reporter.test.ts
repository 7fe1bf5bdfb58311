import { expect, it } from 'vitest'
import { reporter } from '../../../src/cli/views/reporter.ts'
import { world } from '../../support/world.ts'

it('reporter() writes one JSON object with a time per line, the last a result', async () => {
  const { context, stdout, stderr } = world()
  const out = reporter(context, true)
  out.emit({ type: 'phase', name: 'one' })
  out.say('for people')
  await out.diagnostics([{ code: 'E0001', message: 'Wrong.' }])
  out.result({ exitCode: 2 })
  out.close()
  const at = '2026-01-02T03:04:05.000Z'
  expect(
    stdout()
      .trim()
      .split('\n')
      .map(line => JSON.parse(line)),
  ).toEqual([
    { at, type: 'phase', name: 'one' },
    { at, type: 'diagnostic', diagnostic: { code: 'E0001', message: 'Wrong.' } },
    { at, type: 'result', exitCode: 2 },
  ])
  expect(stderr()).toBe('')
})

const place = {
  stack: 'shop',
  stage: 'dev',
  target: 'eu-west-1.123456789012',
  provider: 'aws',
  account: '123456789012',
  region: 'eu-west-1',
  profile: 'prod',
}

it('reporter() writes text for people, findings to the error stream', async () => {
  const { context, stdout, stderr } = world()
  const out = reporter(context, false)
  out.emit({ type: 'plan', place, changes: [] })
  out.say('for people')
  await out.diagnostics([{ code: 'E0001', message: 'Wrong.', hint: 'Fix it.' }])
  out.result({ exitCode: 2 })
  out.close()
  expect(stdout()).toBe(
    'Plan for stack shop (dev) on aws, account 123456789012, region eu-west-1, profile prod\nPlan: nothing.\nfor people\n',
  )
  expect(stderr()).toBe('error E0001  Wrong usage\n  Wrong.\n  hint: Fix it.\n')
})

it('reporter() shows what a build tool wrote line by line, with nothing in it that acts', () => {
  const { context, stdout } = world()
  const out = reporter(context, false)
  const output = 'one\r\n  two\u001b[2J\n::set-env name=a::b\n'
  out.emit({ type: 'build-failed', unit: 'Hello', method: 'python', output })
  out.close()
  expect(stdout()).toBe('  ✘ building Hello failed:\none\n  two\\u001b[2J\n\\u003a:set-env name=a::b\n')
})
