import type { WrittenResource } from '../../../model/dialect.ts'
import { isRecord, type Properties, record, text } from '../../../model/value.ts'
import { childrenOf, kindOf } from './kind.ts'

/** A resource as written, and the resource that it stands in. */
export interface Written extends WrittenResource {
  /** The key under which it stands. */
  readonly key: string
  readonly parent?: Written
}

/**
 * Lists the resources of a template, those inside a service, a log project or a table store after their parent.
 * A nested one is known by its own key, or by the keys of both where the template has the key already.
 */
export function written(document: Properties): readonly Written[] {
  const resources = record(document.Resources)
  const taken = new Set(Object.keys(resources))
  const found: Written[] = []
  for (const [key, body] of Object.entries(resources)) {
    if (!isRecord(body)) continue
    const parent = one({ key, body, path: ['Resources', key], logicalId: key })
    found.push(parent)
    if (childrenOf(kindOf(body.Type) ?? '').length === 0) continue
    for (const [name, child] of Object.entries(body)) {
      if (!isRecord(child) || kindOf(child.Type) === undefined) continue
      const logicalId = taken.has(name) ? `${key}${name}` : name
      taken.add(logicalId)
      found.push({ ...one({ key: name, body: child, path: ['Resources', key, name], logicalId }), parent })
    }
  }
  return found
}

function one(part: Omit<Written, 'type' | 'parent'>): Written {
  return { ...part, type: text(part.body.Type) ?? '' }
}
