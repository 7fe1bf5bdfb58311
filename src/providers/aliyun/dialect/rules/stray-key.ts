import type { Rule } from '../../../../model/dialect.ts'
import { didYouMean } from '../../../../model/similar.ts'
import { isRecord, record, text, type Value } from '../../../../model/value.ts'
import { childrenOf, isNearly, kindOf, kinds, typeOf } from '../kind.ts'
import { type Written, written } from '../written.ts'

/** What any resource may have, by https://help.aliyun.com/zh/ros/user-guide/resources; of it, what fnx carries out. */
const attributes: readonly string[] = [
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'DeletionPolicy',
  'Metadata',
]

/** Refuses keys beside Type and Properties that mean nothing: what was meant there would not be deployed, or be deleted. */
export const strayKey: Rule = {
  code: 'E4318',
  title: 'Key of a resource means nothing',
  why: 'Beside Type and Properties a service holds functions alone; whatever else stands there would be passed over, and what was deployed from it deleted.',
  *check({ template }) {
    for (const resource of written(template.document))
      for (const [key, value] of Object.entries(resource.body))
        if (!means(resource, key, value)) yield finding(resource, key, value)
  },
}

function means({ type, parent }: Written, key: string, value: Value): boolean {
  const kind = kindOf(type) ?? ''
  if (attributes.includes(key)) return true
  // Whether an unknown type may have events is not known; its own rule refuses it.
  if (key === 'Events' && (kind === 'Function' || !kinds.includes(kind))) return isNearly(type) || kind !== ''
  if (kind === 'Function') return false
  // A word that is no type of the transform is refused by its own rule.
  const inside = isRecord(value) ? kindOf(value.Type) : undefined
  return parent === undefined && inside !== undefined && childrenOf(kind).length > 0
}

function finding(resource: Written, key: string, value: Value) {
  const { logicalId, type, path } = resource
  const [child] = childrenOf(kindOf(type) ?? '')
  const place = { path: [...path, key], part: 'key' } as const
  if (child === undefined || !isRecord(value)) {
    const known = kindOf(type) === 'Function' ? [...attributes, 'Events'] : attributes
    return {
      ...place,
      message: `${logicalId} has "${key}", which fnx does not know.`,
      ...didYouMean(key, known),
    }
  }
  const message = `"${key}" of ${logicalId} is not of type ${typeOf(child)}: ${lack(value)}.`
  return { ...place, message, hint: hintFor(resource, key, value, child) }
}

function lack(value: Value): string {
  const type = text(record(value).Type)
  return type === undefined ? 'it has no Type' : `its Type is ${type}`
}

function hintFor({ logicalId }: Written, key: string, value: Value, child: string): string {
  const type = text(record(value).Type)
  const meant = type === undefined ? undefined : didYouMean(type, [typeOf(child)]).hint
  if (meant !== undefined) return meant
  if (type !== undefined) return `Put it under Resources, beside ${logicalId}.`
  const near = record(value).Properties === undefined ? didYouMean(key, attributes).hint : undefined
  if (near !== undefined) return near
  const holds = Object.values(record(value)).some(inner => kindOf(record(inner).Type) === child)
  if (holds) return `Put what stands in "${key}" right under ${logicalId}.`
  return `Add Type: ${typeOf(child)}.`
}
