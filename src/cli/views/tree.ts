import { isCall, isList, isRecord, isSecret, references, type Value } from '../../model/value.ts'

/** Writes a value whole, one line for each thing in it; secrets as such, and what is not known yet by what it waits for. */
export function tree(value: Value): readonly string[] {
  const single = leaf(value)
  if (single !== undefined) return [single]
  if (isList(value)) return value.flatMap(item => hung('- ', tree(item)))
  return Object.entries(value as object).flatMap(([key, item]) => entry(key, item as Value)) // neither leaf nor list
}

function entry(key: string, item: Value): readonly string[] {
  const single = leaf(item)
  return single === undefined ? [`${key}:`, ...tree(item).map(line => `  ${line}`)] : [`${key}: ${single}`]
}

function hung(sign: string, [head = '', ...rest]: readonly string[]): readonly string[] {
  return [`${sign}${head}`, ...rest.map(line => `  ${line}`)]
}

const longest = 2_000

/** What stands on one line, or nothing. */
function leaf(value: Value): string | undefined {
  if (isSecret(value) || value === '(secret)') return '(secret)'
  if (isCall(value)) return awaited(value)
  const code = artifactOf(value)
  if (code !== undefined) return code
  const empty = (isList(value) && value.length === 0) || (isRecord(value) && Object.keys(value).length === 0)
  if (!empty && typeof value === 'object' && value !== null) return undefined
  const text = JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text
}

/** Packaged code by the beginning of its hash, which is enough to tell it from other code. */
export function artifactOf(value: Value): string | undefined {
  if (!isRecord(value) || Object.keys(value).length !== 1) return undefined
  const hash = value['Fnx::Artifact']
  return typeof hash === 'string' ? `(code ${hash.slice(0, 12)})` : undefined
}

function awaited(value: Value): string {
  const names = references(value).map(({ logicalId, attribute }) =>
    attribute === undefined ? logicalId : `${logicalId}.${attribute}`,
  )
  const what = [...new Set(names)].join(', ')
  return what === '' ? '(known after deploy)' : `(known after deploy: ${what})`
}
