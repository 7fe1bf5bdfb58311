import type { Rule } from '../../../../model/dialect.ts'
import { type Properties, record } from '../../../../model/value.ts'
import { functionsOf } from './functions-of.ts'

interface Limit {
  readonly name: string
  readonly least: number
  readonly most: number
  readonly step: number
  readonly unit: string
}

/** Limits of FC 3.0's CreateFunction. */
const limits: readonly Limit[] = [
  { name: 'MemorySize', least: 128, most: 32768, step: 64, unit: ' MB' },
  { name: 'Timeout', least: 1, most: 86400, step: 1, unit: ' seconds' },
  { name: 'InstanceConcurrency', least: 1, most: 200, step: 1, unit: ' requests' },
  { name: 'InitializationTimeout', least: 1, most: 300, step: 1, unit: ' seconds' },
]

/** Finds numbers that Function Compute does not take. */
export const functionLimits: Rule = {
  code: 'E4312',
  title: 'Number is outside the limits of Function Compute',
  why: 'The cloud refuses the function at deploy time.',
  *check({ resources }) {
    for (const { logicalId, body, path } of functionsOf(resources)) {
      const properties = record(body.Properties)
      for (const { name, least, most, step, unit } of limits) {
        const value = numberIn(properties, name)
        if (value === undefined || (value >= least && value <= most && value % step === 0)) continue
        const steps = step > 1 ? ` in steps of ${step}` : ''
        yield {
          path: [...path, 'Properties', name],
          message: `${logicalId} asks for ${name} ${value}; Function Compute takes ${least} to ${most}${unit}${steps}.`,
          hint: `Write ${Math.min(most, Math.max(least, Math.ceil(value / step) * step))}.`,
        }
      }
    }
  },
}

function numberIn(properties: Properties, name: string): number | undefined {
  const value = properties[name]
  const found = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof found === 'number' ? found : undefined
}
