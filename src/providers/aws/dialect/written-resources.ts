import { put } from '../../../model/value.ts'
import { given } from './calls.ts'
import { type DraftMap, isMap, own } from './draft.ts'
import { macros, macrosIn } from './macros.ts'
import { refuse, refuseTemplate } from './refusal.ts'
import { transforms } from './transforms.ts'

/** Gives the resources of a template by logical ID; refuses those that the transform cannot begin with. */
export function resourcesIn(document: DraftMap): Record<string, DraftMap> {
  const { Resources } = document
  if (!isMap(Resources) || Object.keys(Resources).length === 0)
    return refuseTemplate('The template needs Resources.', ['Resources'])
  const found: Record<string, DraftMap> = {}
  for (const [id, body] of Object.entries(Resources)) {
    if (id.startsWith('Fn::')) {
      if (id.startsWith('Fn::ForEach') && !macrosIn(document.Transform).includes(extensions))
        refuseTemplate(`${id} works only in a template that names the transform ${extensions}.`, [
          'Resources',
          id,
        ])
      continue
    }
    if (!isMap(body)) return refuseTemplate(`The resource ${id} must be a map.`, ['Resources', id])
    if (given(body.Condition) && typeof body.Condition !== 'string')
      refuse(id, 'Condition must be the name of a condition.', ['Condition'])
    const properties = own(body, 'Properties')
    if (readFirst.has(String(body.Type)) && properties !== undefined && !isMap(properties))
      refuse(id, 'Properties must be a map.', ['Properties'])
    put(found, id, body)
  }
  return found
}

/** Of these types the service looks at the properties before it works on any resource. */
const readFirst = new Set(transforms.filter(({ readLate }) => readLate === undefined).map(({ type }) => type))

const { extensions } = macros
