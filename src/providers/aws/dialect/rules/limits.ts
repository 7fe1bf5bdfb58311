import type { Rule } from '../../../../model/dialect.ts'
import { isRecord, type Value } from '../../../../model/value.ts'
import { functionsOf, type Setting, type WrittenFunction } from './functions-of.ts'

interface Limit {
  readonly property: string
  /** Where in the property the number stands. */
  readonly key?: string
  readonly least: number
  readonly most: number
  readonly unit: string
}

/** From https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const limits: readonly Limit[] = [
  { property: 'Timeout', least: 1, most: 900, unit: 'seconds' },
  { property: 'MemorySize', least: 128, most: 10_240, unit: 'MB' },
  { property: 'EphemeralStorage', key: 'Size', least: 512, most: 10_240, unit: 'MB' },
]

/** Refuses numbers that no function may have. */
export const functionLimits: Rule = {
  code: 'E4203',
  title: 'Outside the limits of Lambda',
  why: 'Lambda refuses the function at deploy time.',
  *check(input) {
    for (const fn of functionsOf(input))
      for (const { property, key, least, most, unit } of limits) {
        const set = numberOf(fn, property, key)
        const value = Number(set?.value)
        if (set === undefined || Number.isNaN(value) || (value >= least && value <= most)) continue
        yield {
          path: set.path,
          message: `${fn.logicalId} asks for ${value} ${unit} of ${property}.`,
          hint: `Ask for ${least} to ${most} ${unit}.`,
        }
      }
  },
}

function numberOf(fn: WrittenFunction, property: string, key: string | undefined): Setting | undefined {
  const set = fn.property(property)
  if (set === undefined) return undefined
  if (key === undefined) return isNumber(set.value) ? set : undefined
  const value = isRecord(set.value) ? set.value[key] : undefined
  return value !== undefined && isNumber(value) ? { value, path: [...set.path, key] } : undefined
}

function isNumber(value: Value): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value))
}
