import type { Live } from '../../../model/provider.ts'
import type { ResourceState } from '../../../model/state.ts'
import type { Properties } from '../../../model/value.ts'
import { inTemplateForm } from '../../kit/in-template-form.ts'
import type { AwsClient } from '../client.ts'
import { orMissing } from '../kit/answers.ts'
import { comparable } from './model.ts'
import { modelIn } from './request.ts'
import { ownIn } from './tags.ts'
import { attributesOf, type Published, type Traits } from './traits.ts'

/** A type, and how its things are reached. */
export interface Reach extends Published {
  readonly client: AwsClient
}

/** Gives a thing as it lives, or nothing where there is none or where nobody can read one. */
export async function modelOf(
  { client, type, table }: Reach,
  identifier: string,
): Promise<Properties | undefined> {
  if (table.lacks.includes('read')) return undefined
  const answer = await orMissing(
    client.call('cloudcontrolapi', 'GetResource', { TypeName: type, Identifier: identifier }),
  )
  return modelIn(answer?.ResourceDescription?.Properties)
}

/** Gives a thing in the template's form; one of a type that nobody can read is as it was left. */
export async function read(reach: Reach, traits: Traits, known: ResourceState): Promise<Live | undefined> {
  const { physicalId = '', properties, attributes } = known
  if (reach.table.lacks.includes('read'))
    return { properties: {}, attributes: { ...attributes, ...attributesOf(reach, physicalId, {}) } }
  const model = await modelOf(reach, physicalId)
  if (model === undefined) return undefined
  const tags = traits.tagging?.property
  const compared = Object.fromEntries(
    Object.entries(properties).filter(([name]) => traits.reads.includes(name)),
  )
  const live = comparable(compared, model)
  const shown = tags === undefined ? live : { ...live, [tags]: ownIn(live[tags] ?? []) }
  return {
    properties: inTemplateForm(compared, shown),
    attributes: attributesOf(reach, physicalId, model),
  }
}
