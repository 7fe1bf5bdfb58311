import { createHmac } from 'node:crypto'
import { holdsReference } from '../model/dynamic-reference.ts'
import type { Known, Resolver } from '../model/resolver.ts'
import {
  callOf,
  canonical,
  holdsCall,
  isList,
  isRecord,
  isSecret,
  secret,
  type Value,
} from '../model/value.ts'
import { evaluate, evaluation } from './evaluate.ts'
import type { Scope } from './scope.ts'

/**
 * Makes the evaluator that planning, applying and the local cloud share.
 * `key` is the key of the state in hex: equal secrets have equal hashes within one state and nowhere else.
 */
export function resolver(scope: Scope, key: string): Resolver {
  const hash = (value: Value) =>
    createHmac('sha256', Buffer.from(key, 'hex')).update(canonical(value)).digest('hex')
  return {
    clear: (value, known) => evaluate(value, evaluation(scope, { known, secrets: 'clear' })) ?? null,
    redacted: (value, known) => redacted(value, { scope, known, hash }) ?? null,
  }
}

interface Redaction {
  readonly scope: Scope
  readonly known: Known
  hash(value: Value): string
}

function redacted(value: Value, redaction: Redaction): Value | undefined {
  if (typeof value === 'string') return holdsReference(value) ? redactedCall(value, redaction) : value
  if (isList(value)) return value.map(item => redacted(item, redaction)).filter(item => item !== undefined)
  if (!isRecord(value) || isSecret(value)) return value
  if (callOf(value) !== undefined) return redactedCall(value, redaction)
  const entries = Object.entries(value).map(([key, item]) => [key, redacted(item, redaction)] as const)
  return Object.fromEntries(entries.flatMap(([key, item]) => (item === undefined ? [] : [[key, item]])))
}

/** Masks a call, or a text with dynamic references, as a whole. */
function redactedCall(call: Value, { scope, known, hash }: Redaction): Value | undefined {
  const run = evaluation(scope, { known, secrets: 'clear' })
  const result = evaluate(call, run)
  if (!run.tainted || result === undefined) return result
  if (holdsCall(result)) return evaluate(call, evaluation(scope, { known }))
  return secret(call, hash(result))
}
