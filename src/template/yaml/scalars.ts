const nulls = new Set(['', '~', 'null', 'Null', 'NULL'])
const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
])
const decimal = /^[-+]?(?:0|[1-9][0-9]*)$/
const octal = /^0o[0-7]+$/
const hexadecimal = /^0x[0-9a-fA-F]+$/
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const leadingZero = /^[-+]?0[0-9]+$/

/**
 * Gives the value of a plain scalar by the core schema of YAML 1.2.
 * Two readings differ on purpose, as CloudFormation has them: digits with a leading zero (account ids) and whole numbers
 * that a double cannot hold stay text. `.inf` and `.nan` stay text too, since JSON has no such numbers.
 */
export function plainValue(text: string): null | boolean | number | string {
  // Most scalars begin with a letter that no number, null or boolean begins with.
  if (!mayBeSpecial(text.charCodeAt(0))) return text
  if (nulls.has(text)) return null
  return booleans.get(text) ?? numberValue(text) ?? text
}

function mayBeSpecial(first: number): boolean {
  if (Number.isNaN(first)) return true
  if (first >= 48 && first <= 57) return true // digits
  return '~nNtTfF+-.'.includes(String.fromCharCode(first))
}

/** Gives the number that a text is by the core schema, or nothing. */
export function numberValue(text: string): number | undefined {
  if (leadingZero.test(text)) return undefined
  if (decimal.test(text)) return safe(Number(text))
  if (octal.test(text) || hexadecimal.test(text)) return safe(Number(text))
  if (!float.test(text)) return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

function safe(value: number): number | undefined {
  return Number.isSafeInteger(value) ? value : undefined
}
