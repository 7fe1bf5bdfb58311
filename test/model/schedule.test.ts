import { describe, expect, it } from 'vitest'
import { readSchedule } from '../../src/model/schedule.ts'

describe('readSchedule()', () => {
  it.each([
    ['rate(1 minute)', 60_000],
    ['rate(5 minutes)', 300_000],
    ['rate(2 days)', 172_800_000],
    ['@every 4m', 240_000],
    ['@every 1h30m', 5_400_000],
    ['@every 10s', 10_000],
  ])('reads %s as a period', (text, every) => {
    expect(readSchedule(text)).toEqual({ every })
  })

  it.each([
    { text: 'cron(0 12 * * ? *)', due: '2026-03-04T12:00:00Z', not: '2026-03-04T12:00:01Z' },
    { text: 'cron(0/15 8-17 ? * MON-FRI *)', due: '2026-03-04T08:45:00Z', not: '2026-03-07T08:45:00Z' },
    { text: 'cron(0 0 ? * 1 *)', due: '2026-03-08T00:00:00Z', not: '2026-03-09T00:00:00Z' },
    { text: 'cron(0 0 L * ? *)', due: '2026-02-28T00:00:00Z', not: '2026-02-27T00:00:00Z' },
    { text: 'cron(0 0 ? * 6L *)', due: '2026-03-27T00:00:00Z', not: '2026-03-20T00:00:00Z' },
    { text: 'cron(0 0 ? * 2#1 *)', due: '2026-03-02T00:00:00Z', not: '2026-03-09T00:00:00Z' },
    { text: 'cron(0 0 15W * ? *)', due: '2026-03-16T00:00:00Z', not: '2026-03-15T00:00:00Z' },
    { text: 'cron(0 0 1 JAN ? 2027)', due: '2027-01-01T00:00:00Z', not: '2026-01-01T00:00:00Z' },
    {
      text: 'CRON_TZ=Europe/Paris cron(0 8 * * ? *)',
      due: '2026-01-04T07:00:00Z',
      not: '2026-01-04T08:00:00Z',
    },
    { text: 'cron(0 0 ? * FRI-MON *)', due: '2026-03-08T00:00:00Z', not: '2026-03-10T00:00:00Z' },
    { text: 'cron(0 22-2 * * ? *)', due: '2026-03-04T01:00:00Z', not: '2026-03-04T03:00:00Z' },
    { text: 'at(2026-03-04T08:30:05)', due: '2026-03-04T08:30:05Z', not: '2027-03-04T08:30:05Z' },
    { text: '0 0 4 * * *', due: '2026-03-04T04:00:00Z', not: '2026-03-04T04:00:01Z' },
    { text: '0 0 4 * * 0', due: '2026-03-08T04:00:00Z', not: '2026-03-09T04:00:00Z' },
    { text: 'CRON_TZ=Asia/Shanghai 0 0 4 * * *', due: '2026-03-04T20:00:00Z', not: '2026-03-04T04:00:00Z' },
    { text: '*/5 * * * * * *', due: '2026-03-04T00:00:10Z', not: '2026-03-04T00:00:11Z' },
    { text: '0 30 9 * * SAT,0 *', due: '2026-03-08T01:30:00Z', not: '2026-03-09T01:30:00Z' },
  ])('reads $text', ({ text, due, not }) => {
    const schedule = readSchedule(text)
    if (schedule === undefined || 'every' in schedule)
      throw new Error(`${text} is not read as a cron expression`)
    expect([due, not].map(time => schedule.matches(new Date(time)))).toEqual([true, false])
  })

  it.each([
    '',
    'rate(0 minutes)',
    'rate(five minutes)',
    '@every',
    '@every 5x',
    'cron(* * *)',
    '61 * * * * *',
    '* * * * MOON * *',
    'CRON_TZ=Moon/Base 0 0 4 * * *',
    '*/0 * * * * *',
    '*/1.5 * * * * *',
    '*/2/3 * * * * *',
    '5-1 * * * * *',
    '1-2-3 * * * * *',
    '0 0 0 * * 7 *',
    '0 0 0 * * * 2100',
  ])('takes "%s" for no schedule', text => {
    expect(readSchedule(text)).toBeUndefined()
  })
})
