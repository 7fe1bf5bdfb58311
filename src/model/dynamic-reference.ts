import { isList, isRecord, isSecret, own, type Value } from './value.ts'

/** A reference that the cloud fills in at the call: `{{resolve:ssm:name}}`; one with a hole in it is not whole yet. */
const reference = /\{\{resolve:[^{}]*\}\}/g

/** Tells whether a text holds a whole dynamic reference. */
export function holdsReference(text: string): boolean {
  return text.includes('{{resolve:') && referencesIn(text).length > 0
}

function referencesIn(text: string): readonly string[] {
  return text.match(reference) ?? []
}

/** Lists the dynamic references in the texts of a value, each once, as they are written. */
export function dynamicReferences(value: Value): readonly string[] {
  const found = new Set<string>()
  collect(value, found)
  return [...found]
}

function collect(value: Value, found: Set<string>): void {
  if (typeof value === 'string') {
    if (value.includes('{{resolve:')) for (const text of referencesIn(value)) found.add(text)
  } else if (isList(value)) for (const item of value) collect(item, found)
  else if (isRecord(value) && !isSecret(value)) for (const item of Object.values(value)) collect(item, found)
}

/** Gives a text with its dynamic references filled in, or nothing while one of them has no answer. */
export function withReferences(text: string, answers: Readonly<Record<string, string>>): string | undefined {
  if (referencesIn(text).some(found => !Object.hasOwn(answers, found))) return undefined
  return text.replace(reference, found => own(answers, found) ?? found)
}
