import { isList, isRecord, isSecret, member, secret, type Value } from './value.ts'

/**
 * Gives a value as it lives with whatever is on record as secret put back behind its mask, so that it reaches neither
 * plan nor journal. Where it cannot be told which item of a list is the secret, every item is redacted.
 */
export function redactAsRecorded(live: Value, recorded: Value | undefined): Value {
  if (isSecret(recorded)) return recorded ?? live
  if (isList(live) && isList(recorded)) {
    if (live.length === recorded.length)
      return live.map((item, index) => redactAsRecorded(item, recorded[index]))
    return recorded.some(holdsSecret) ? live.map(() => unseen) : live
  }
  if (isRecord(live) && isRecord(recorded))
    return Object.fromEntries(
      Object.entries(live).map(([key, item]) => [key, redactAsRecorded(item, member(recorded, key))]),
    )
  return holdsSecret(recorded) ? unseen : live
}

const unseen = secret(null, '')

function holdsSecret(value: Value | undefined): boolean {
  if (isList(value)) return value.some(holdsSecret)
  return isSecret(value) || (isRecord(value) && Object.values(value).some(holdsSecret))
}

/** Gives a value to be shown, with a word in place of each secret. */
export function redact(value: Value): Value {
  if (isSecret(value)) return secretWord
  if (isList(value)) return value.map(redact)
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redact(item)]))
  return value
}

/** Gives a sentence with a word in place of each of the secrets, which are taken in their order. */
export function redactText(sentence: string, secrets: readonly string[]): string {
  return secrets.reduce((left, value) => left.replaceAll(value, secretWord), sentence)
}

const secretWord = '(secret)'
