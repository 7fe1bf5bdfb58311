import { expect, it } from 'vitest'
import type { Outcome } from '../../../src/apply/apply.ts'
import { exitCodeOf } from '../../../src/workflows/stack/outcome.ts'

const clean: Outcome = { done: [], failed: [], skipped: [], interrupted: false, outputs: {} }
const failure = { logicalId: 'Hello', diagnostic: { code: 'E6001', message: 'No.' } }

it.each<readonly [string, Partial<Outcome>, number]>([
  ['nothing to do', {}, 0],
  ['all done', { done: ['A'] }, 0],
  ['a failure and nothing done', { failed: [failure], skipped: ['B'] }, 1],
  ['a failure beside what is done', { done: ['A'], failed: [failure] }, 3],
  ['an interruption', { done: ['A'], failed: [failure], interrupted: true }, 130],
])('exitCodeOf() of %s', (_, outcome, code) => expect(exitCodeOf({ ...clean, ...outcome })).toBe(code))
