import { isList, isRecord, type Properties, type Value } from '../../src/model/value.ts'

/** Writes a value so that two compare as the corpora say: keys sorted, lists as multisets. */
export function plain(value: Value): string {
  if (isList(value)) return `[${value.map(plain).sort().join(',')}]`
  if (isRecord(value)) {
    const keys = Object.keys(value).sort()
    return `{${keys.map(key => `${JSON.stringify(key)}:${plain(value[key] ?? null)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

/** Masks the deployments of REST APIs, whose IDs hold a hash of what Python 2 would print. */
export function masked(document: Value): Value {
  if (!isRecord(document) || !isRecord(document.Resources)) return document
  let text = JSON.stringify(document)
  for (const [id, body] of Object.entries(document.Resources)) {
    const description = deploymentNote(body)
    if (description === undefined) continue
    text = text.replaceAll(id, `${id.slice(0, -10)}DEPLOYMENT`).replaceAll(description, 'deployment')
  }
  return JSON.parse(text)
}

function deploymentNote(body: Value): string | undefined {
  if (!isRecord(body) || body.Type !== 'AWS::ApiGateway::Deployment') return undefined
  const { Description } = isRecord(body.Properties) ? body.Properties : ({} as Properties) // an empty map is a map
  return typeof Description === 'string' && /^RestApi deployment id: [0-9a-f]{40}$/.test(Description)
    ? Description
    : undefined
}

/** Names the first path at which two values differ. */
export function firstDifference(left: Value | undefined, right: Value | undefined, path = ''): string {
  if (isRecord(left) && isRecord(right))
    for (const key of [...new Set([...Object.keys(left), ...Object.keys(right)])].sort())
      if (plain(left[key] ?? null) !== plain(right[key] ?? null) || key in left !== key in right)
        return firstDifference(left[key], right[key], `${path}/${key}`)
  const short = (value: Value | undefined): string =>
    value === undefined ? 'nothing' : JSON.stringify(value)
  return `${path}: ${short(left).slice(0, 160)} instead of ${short(right).slice(0, 160)}`
}
