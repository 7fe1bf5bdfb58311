import { FnxError } from '../model/diagnostic.ts'

const minute = 60_000
const units: Readonly<Record<string, number>> = {
  s: 1000,
  m: minute,
  h: 60 * minute,
  d: 24 * 60 * minute,
  w: 7 * 24 * 60 * minute,
}

/** An amount with its unit: `5mins`, `2 hours`, `an hour`. */
const amount = /(\d+(?:\.\d+)?\s*|an?\s+)(s|m|h|d|w|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?)/
const amounts = new RegExp(
  `^(in\\s+)?(${amount.source}(?:\\s*(?:,|and)?\\s*${amount.source})*)(\\s+ago)?$`,
  'i',
)

const date = /^(\d{4}-\d{2}-\d{2})(?:[T\s]+(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i

/**
 * Reads a time as SAM's `--start-time` takes it: ISO, `5mins ago`, `2 hours ago`, `1h 30m ago`, `yesterday`, `now`; without
 * a zone it is UTC, and what says neither `ago` nor `in` is ago.
 */
export function timeOf(text: string, flag: string, now: Date): Date {
  const found = relative(text.trim(), now) ?? absolute(text.trim())
  if (found !== undefined && !Number.isNaN(found.getTime())) return found
  throw new FnxError(
    {
      code: 'E0001',
      message: `"${text}" is not a time.`,
      hint: `Write ${flag} '5mins ago', yesterday or 2026-11-27T10:00:00Z.`,
    },
    2,
  )
}

function relative(text: string, now: Date): Date | undefined {
  const days = { now: 0, today: 0, yesterday: -1, tomorrow: 1 }[text.toLowerCase()]
  if (days !== undefined) return new Date(now.getTime() + days * (units.d ?? 0))
  const [, ahead, span = '', , , , , ago] = amounts.exec(text) ?? []
  if (span === '' || (ahead !== undefined && ago !== undefined)) return undefined
  const parts = [...span.matchAll(new RegExp(amount, 'gi'))].map(
    ([, count = '', unit = '']) =>
      (/^a/i.test(count) ? 1 : Number(count)) * (units[unit[0]?.toLowerCase() ?? ''] ?? 0),
  )
  const total = parts.reduce((sum, part) => sum + part, 0)
  return new Date(now.getTime() + (ahead === undefined ? -total : total))
}

function absolute(text: string): Date | undefined {
  if (/^\d{13}$/.test(text)) return new Date(Number(text))
  if (/^\d{10}$/.test(text)) return new Date(Number(text) * 1000)
  const [, day, clock = '00:00', zone = 'Z'] = date.exec(text) ?? []
  if (day === undefined) return undefined
  const offset = /^(Z|UTC)$/i.test(zone) ? 'Z' : zone.replace(/^(...):?(..)$/, '$1:$2')
  const found = new Date(`${day}T${clock}${offset}`)
  // The 30th of February would become the 2nd of March.
  const midnight = new Date(`${day}T00:00Z`)
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day) ? found : undefined
}
