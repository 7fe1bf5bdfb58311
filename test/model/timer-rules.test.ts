import { describe, expect, it } from 'vitest'
import { readSchedule } from '../../src/model/schedule.ts'
import { faultOfCron } from '../../src/providers/aliyun/dialect/cron.ts'
import { wrongField } from '../../src/providers/tencent/kit/cron.ts'

const seed = Number(process.env.FNX_SEED ?? 7)
const size = 4_000

/** Gives numbers below a bound, the same for the same seed. */
function numbers(start: number): (bound: number) => number {
  let state = start
  return bound => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((state / 2 ** 31) * bound)
  }
}

const words = ['*', '?', 'MON', 'sat', 'JAN', 'jul', 'XYZ', '', '-1', '1.5', '05']

function field(next: (bound: number) => number): string {
  const value = (): string => (next(4) === 0 ? (words[next(words.length)] ?? '') : String(next(66)))
  const item = (): string => {
    const span = next(4) === 0 ? `${value()}-${value()}` : next(2) === 0 ? '*' : value()
    return next(5) === 0 ? `${span}/${next(8) === 0 ? 'x' : next(7)}` : span
  }
  return Array.from({ length: next(5) === 0 ? 2 : 1 }, item).join(',')
}

/** Makes expressions of about so many fields, sound ones and others; most fields are `*`, so that many are read. */
function expressions(count: number): readonly string[] {
  const next = numbers(seed)
  return Array.from({ length: size }, () => {
    const fields = next(20) === 0 ? count + next(3) - 1 : count
    return Array.from({ length: fields }, () => (next(3) === 0 ? field(next) : '*')).join(' ')
  })
}

describe('what the rules let pass is what the local cloud fires', () => {
  it('for Aliyun', () => {
    const cases = [...expressions(6), ...expressions(6).map(cron => `CRON_TZ=Asia/Shanghai ${cron}`)]
    const intervals = ['@every 4m', '@every 0m', '@every 1h30m', '@every 5', '@every', '@daily', '@every 1d']
    const zones = ['CRON_TZ=Moon/Base 0 0 4 * * *', 'TZ=Europe/Paris 0 0 4 * * *']
    const passed = [...cases, ...intervals, ...zones].filter(cron => {
      const taken = faultOfCron(cron) === undefined
      // Six fields alone are Function Compute's own; the reader knows those of other clouds, too.
      if (taken || cron.trim().split(/\s+/).length === 6)
        expect([cron, taken]).toEqual([cron, readSchedule(cron) !== undefined])
      return taken
    })
    expect(passed.length).toBeGreaterThan(size / 10)
    expect(passed.length).toBeLessThan(size * 1.9)
  })

  it('for Tencent', () => {
    const passed = expressions(7).filter(cron => {
      const seven = cron.trim().split(/\s+/).length === 7
      const taken = seven && wrongField(cron) === undefined
      if (seven) expect([cron, taken]).toEqual([cron, readSchedule(cron) !== undefined])
      return taken
    })
    expect(passed.length).toBeGreaterThan(size / 10)
    expect(passed.length).toBeLessThan(size * 0.9)
  })
})
