import type { Sought } from '../../../model/provider.ts'
import { equal, type Properties, record, text, type Value } from '../../../model/value.ts'
import { pick } from '../../kit/changes.ts'
import type { Form } from '../../kit/form.ts'
import { byName, type Identifier, within } from '../../kit/identifier.ts'
import { inTemplateForm } from '../../kit/in-template-form.ts'
import { isOfStack } from '../../kit/ownership.ts'
import type { Shown } from '../../kit/recipe.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'

/** How CloudWatch Logs spells names. */
export const logSpelling = (name: string): string => `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`

/** What filters have in common: each has a name within its group. */
export const filterId: Identifier = within(
  { parent: 'LogGroupName', member: 'logGroupName' },
  byName('filterName'),
)

/** What fnx makes up as the name of a filter. */
export const filterNaming = { max: 512, allowed: /[\w.#/-]/ } as const

/** Gives the filter of a list that the physical ID names: others may begin as it does. */
export function named(filters: Value | undefined, id: string): Properties | undefined {
  const name = id.slice(id.lastIndexOf('|') + 1)
  const all = Array.isArray(filters) ? filters.map(record) : []
  return all.find(({ filterName }) => filterName === name)
}

/** Tells by what a filter says, or by the tags of its group, whether it is ours: filters have no tags. */
export async function isOwnFilter(
  { live }: Shown,
  { properties, ...owner }: Sought,
  {
    client,
    takes,
    form,
  }: { readonly client: AwsClient; readonly takes: readonly string[]; readonly form: Form },
): Promise<boolean> {
  const own = pick(properties, takes)
  if (equal(inTemplateForm(own, live, form), own)) return true
  const resourceArn = groupArn(client, text(properties.LogGroupName) ?? '')
  const answer = await client.call('logs', 'ListTagsForResource', { resourceArn })
  return isOfStack(readTags({ ...answer.tags }), owner)
}

/** Gives the ARN of a group itself, without the `:*` that stands for its streams. */
export function groupArn({ partition, region, account }: AwsClient, name: string): string {
  return `arn:${partition}:logs:${region}:${account}:log-group:${name}`
}
