import type { ResourceType } from '../../../model/provider.ts'
import { list, type Properties, text, type Value } from '../../../model/value.ts'
import { plain } from '../../kit/call.ts'
import type { Codec } from '../../kit/form.ts'
import type { Mark } from '../../kit/ownership.ts'
import type { Recipe } from '../../kit/recipe.ts'
import { recipesOf } from '../../kit/resource-type.ts'
import type { Service, TencentClient } from '../client.ts'
import { diagnose } from '../diagnose.ts'

const resourceType = recipesOf<TencentClient>({
  // Recipes name services of the table.
  call: (client, service, action, members) => client.call(service as Service, action, plain(members)),
  classify: error => diagnose(error).kind,
})

/** Makes a resource type of Tencent's of the service that its calls go to and its recipe. */
export function made(service: Service, recipe: Recipe<TencentClient>): ResourceType<TencentClient> {
  return resourceType(service, recipe)
}

/** Writes a flag as SCF takes it: the text TRUE or FALSE. */
export const flagText: Codec = {
  write: value => (typeof value === 'boolean' ? String(value).toUpperCase() : value),
  read: (live, known) => (typeof known === 'boolean' && typeof live === 'string' ? live === 'TRUE' : live),
}

/**
 * How whose a thing is stands in its description, where it has no tags. SCF documents letters, digits, spaces, commas, line
 * ends and full stops for the description of a function (CreateFunction) and nothing for others: the mark needs no more.
 * fnx 0.1 wrote it in brackets.
 */
export const mark: Mark = {
  property: 'Description',
  write: instance => `fnx ${instance}`,
  pattern: /(?:^|,? )\[?fnx ([a-z0-9]+)\]?$/,
}

/** Gives the instance that a description carries, or nothing. */
export function instanceIn(description: Value | undefined): string | undefined {
  return mark.pattern.exec(text(description) ?? '')?.[1]
}

/** Lists what SCF gives page by page, or nothing when what it is about is not there. */
export async function allByOffset(
  ask: (action: string, members: Properties) => Promise<Properties | undefined>,
  {
    action,
    members,
    items,
  }: { readonly action: string; readonly members: Properties; readonly items: string },
): Promise<Properties[] | undefined> {
  const found: Properties[] = []
  for (let Offset = 0; ; Offset += 100) {
    const page = await ask(action, { ...members, Offset, Limit: 100 })
    if (page === undefined) return undefined
    const entries = list(page[items]) as readonly Properties[] // answers list maps
    found.push(...entries)
    if (entries.length < 100) return found
  }
}
