import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { progress } from '../../../src/cli/views/progress.ts'
import type { RunEvent } from '../../../src/model/event.ts'
import { world } from '../../support/world.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const step = { logicalId: 'Hello', resourceType: 'AWS::Lambda::Function', call: 'create' } as const
const started: RunEvent = { type: 'step-started', ...step }
const done: RunEvent = { type: 'step-done', ...step, duration: 2100 }

describe('progress() without a terminal', () => {
  it('writes a plain line per resource, and nothing that moves', () => {
    const { context, stdout } = world()
    const view = progress(context)
    view.event(started)
    vi.advanceTimersByTime(3000)
    view.event(done)
    view.close()
    expect(stdout()).toBe('  ✔ created Hello  AWS::Lambda::Function  2.1s\n')
  })

  it('says every ten seconds what still runs', () => {
    const { context, stdout } = world()
    const view = progress(context)
    view.event(started)
    vi.advanceTimersByTime(21_500)
    view.close()
    expect(stdout().trim().split('\n')).toEqual([
      'still creating Hello  10.0s',
      '  still creating Hello  20.0s',
    ])
  })

  it.each<readonly [RunEvent, string]>([
    [
      { type: 'step-failed', ...step, diagnostic: { code: 'E6001', message: 'No.' } },
      '✘ creating Hello failed: No.',
    ],
    [{ type: 'step-skipped', logicalId: 'Hello', because: 'Role failed' }, '- left out Hello: Role failed'],
    [{ type: 'retry', reason: 'Too many.', wait: 2000 }, 'waiting 2.0s: Too many.'],
    [
      { type: 'recovered', logicalId: 'Hello', found: true },
      'found Hello, which an earlier run left unfinished',
    ],
    [{ type: 'waiting-for-lock', holder: 'ada@engine' }, 'Waiting for ada@engine'],
    [{ type: 'phase', name: 'Going back' }, 'Going back'],
  ])('tells of %j', (event, text) => {
    const { context, stdout } = world()
    const view = progress(context)
    view.event(event)
    view.close()
    expect(stdout()).toContain(text)
  })

  it('does not call a deletion what a plan only forgets', () => {
    const { context, stdout } = world()
    const view = progress(context)
    view.event({ ...done, call: 'delete', forgotten: true })
    view.close()
    expect(stdout()).toContain('let go Hello')
  })
})

describe('progress() on a terminal', () => {
  it('shows what runs with its time, and clears it', () => {
    const { context, stdout } = world({ terminal: true, environment: { NO_COLOR: '1' } })
    const view = progress(context)
    view.event(started)
    vi.advanceTimersByTime(1200)
    expect(stdout()).toContain('… creating Hello  1.2s')
    view.event(done)
    view.close()
    expect(stdout()).toContain('\u001b[1A\u001b[J  ✔ created Hello')
    expect(stdout()).toMatch(/2\.1s\n$/)
  })

  it('does not move on a dumb one', () => {
    const { context, stdout } = world({ terminal: true, environment: { TERM: 'dumb' } })
    const view = progress(context)
    view.event(started)
    vi.advanceTimersByTime(1200)
    view.close()
    expect(stdout()).toBe('')
  })
})
