import type { ExpandInput } from '../../../model/dialect.ts'
import { canonical, equal, list, record } from '../../../model/value.ts'
import type { GeneratedResource } from './transform-context.ts'

/** What several APIs share: each of them makes it anew, this list of it with what the others have brought to it. */
const shared: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::UsagePlan': 'ApiStages',
  'AWS::ApiGateway::ApiKey': 'StageKeys',
  // one key for all of them: no list grows
  'AWS::ApiGateway::UsagePlanKey': '',
  'AWS::Route53::RecordSetGroup': 'RecordSets',
}

/** Warns where two resources are made under one logical ID: the service keeps the later one and says nothing. */
export function warnOfOverlap(
  id: string,
  {
    made,
    before,
  }: { readonly made: readonly GeneratedResource[]; readonly before: Map<string, GeneratedResource> },
  { template, report }: ExpandInput,
): void {
  const written = record(template.document.Resources)
  for (const item of made) {
    const held = before.get(item.id)
    before.set(item.id, item)
    // What stands in the template is written on by several: the events of a bucket by all functions that it calls.
    if (held === undefined || Object.hasOwn(written, item.id) || isSame(held, item)) continue
    report({
      code: 'W1050',
      path: item.origin ?? ['Resources', id],
      part: 'key',
      message: `${id} makes ${item.id} of type ${item.type}, in place of the ${held.type} that was made under that name.`,
      hint: 'Rename the event or the resource, so that both are made.',
    })
  }
}

function isSame(held: GeneratedResource, item: GeneratedResource): boolean {
  if (held.type !== item.type) return false
  const property = shared[item.type]
  if (property === undefined)
    return equal(held.properties, item.properties) && equal(held.attributes ?? {}, item.attributes ?? {})
  const later = new Set(list(item.properties[property]).map(canonical))
  return list(held.properties[property]).every(part => later.has(canonical(part)))
}
