import { text, type Value } from '../../../model/value.ts'

/** Tells whether a time is not before another; services cut times to a second or a part of it, so seconds are compared. */
export function isSince(time: Value | undefined, since: string): boolean {
  return seconds(text(time)) >= seconds(since)
}

function seconds(time = ''): number {
  return Math.floor(Date.parse(time) / 1000)
}
