import { createHash } from 'node:crypto'
import { isList, isRecord, type Value } from '../../../model/value.ts'

/** Gives the hexadecimal SHA-1 of a text. */
export function digest(text: string): string {
  return createHash('sha1').update(text).digest('hex')
}

/**
 * Appends the first ten digits of the hash of what a resource depends on, so that a change makes a new resource.
 * Nothing given, nothing appended. A text is hashed as it is, anything else as its JSON.
 */
export function hashed(prefix: string, data: Value | undefined): string {
  const text = typeof data === 'string' ? data : isEmpty(data) ? '' : asciiJson(data ?? null)
  return text === '' ? prefix : `${prefix}${digest(text).slice(0, 10)}`
}

/** Appends a name that is fit for a logical ID as it is, and the hash of any other. */
export function suffixed(prefix: string, name: string): string {
  return isAlphanumeric(name) ? prefix + name : hashed(prefix, name)
}

/** Tells whether a text may be a logical ID: letters and digits of ASCII alone, at most 255 of them. */
export function isLogicalId(text: string): boolean {
  return /^[A-Za-z0-9]{1,255}$/.test(text)
}

/** Tells whether a text is made of letters and digits alone. */
export function isAlphanumeric(text: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(text)
}

/** Writes JSON with sorted keys and everything beyond ASCII escaped: the form that the service hashes. */
export function asciiJson(value: Value): string {
  if (isList(value)) return `[${value.map(asciiJson).join(',')}]`
  if (isRecord(value)) {
    const keys = Object.keys(value).sort()
    return `{${keys.map(key => `${escaped(key)}:${asciiJson(value[key] ?? null)}`).join(',')}}`
  }
  return typeof value === 'string' ? escaped(value) : JSON.stringify(value)
}

/** Quotes a text in ASCII. */
export function escaped(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function isEmpty(data: Value | undefined): boolean {
  if (data === undefined || data === null || data === false || data === 0) return true
  return isList(data) ? data.length === 0 : isRecord(data) && Object.keys(data).length === 0
}
