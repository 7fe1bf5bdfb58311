import type { Recognised } from '../model/operation.ts'
import { isRecord, type Properties } from '../model/value.ts'

/** What can go wrong with a call on purpose. */
export const faultKinds = [
  'throttle',
  'error-500',
  'denied',
  'slow',
  'reset-before',
  'reset-after',
  'role-not-assumable',
  'html',
] as const

export type FaultKind = (typeof faultKinds)[number]

/** Which calls go wrong, and how; what is absent matches every call. */
export interface FaultRule {
  readonly cloud?: string
  readonly service?: string
  readonly operation?: string
  /** Matches only calls that change something, or only those that do not. */
  readonly mutates?: boolean
  /** The first matching call that is hit, counted from 1. */
  readonly nth?: number
  /** How many calls are hit. */
  readonly times?: number
  readonly fault: FaultKind
  /** For `slow`. */
  readonly ms?: number
}

/** The fault rules of a local cloud. */
export interface Faults {
  list(): readonly (FaultRule & { readonly seen: number })[]
  add(rule: FaultRule): void
  clear(): void
  /** Gives the fault that hits a call, if any; every rule that matches counts the call. */
  hit(cloud: string, call: Recognised): FaultRule | undefined
}

/** Makes an empty set of fault rules. */
export function createFaults(): Faults {
  const rules: { readonly rule: FaultRule; seen: number }[] = []
  return {
    list: () => rules.map(({ rule, seen }) => ({ ...rule, seen })),
    add: rule => rules.push({ rule, seen: 0 }),
    clear: () => {
      rules.length = 0
    },
    hit(cloud, call) {
      let found: FaultRule | undefined
      for (const entry of rules) {
        if (!matches(entry.rule, cloud, call)) continue
        entry.seen++
        const from = entry.rule.nth ?? 1
        if (entry.seen >= from && entry.seen < from + (entry.rule.times ?? 1)) found ??= entry.rule
      }
      return found
    },
  }
}

function matches(rule: FaultRule, cloud: string, call: Recognised): boolean {
  return (
    (rule.cloud ?? cloud) === cloud &&
    (rule.service ?? call.service) === call.service &&
    (rule.operation ?? call.operation) === call.operation &&
    (rule.mutates ?? call.mutates) === call.mutates
  )
}

/** Reads a rule that came over the wire; gives a sentence instead when it is none. */
export function readRule(value: unknown): FaultRule | string {
  if (!isRecord(value)) return 'A fault rule is a JSON object.'
  const fault = faultKinds.find(kind => kind === value.fault)
  if (fault === undefined) return `"fault" must be one of ${faultKinds.join(', ')}.`
  return {
    fault,
    ...pick(value, 'cloud', 'string'),
    ...pick(value, 'service', 'string'),
    ...pick(value, 'operation', 'string'),
    ...pick(value, 'mutates', 'boolean'),
    ...pick(value, 'nth', 'number'),
    ...pick(value, 'times', 'number'),
    ...pick(value, 'ms', 'number'),
  }
}

function pick(value: Properties, key: string, type: 'string' | 'number' | 'boolean'): Properties {
  const found = value[key]
  return typeof found === type && found !== undefined ? { [key]: found } : {}
}
