import type { Input } from '../../model/provider.ts'
import { equal, type Properties, text } from '../../model/value.ts'
import type { CloudClient, Session } from './call.ts'
import { marked } from './ownership.ts'
import type { Part } from './parts.ts'
import type { Recipe } from './recipe.ts'
import { allTags, tagChanges } from './tags.ts'

/**
 * Writes every part whose properties changed, in the recipe's order, and waits after each for the thing to come to rest.
 * What is `written` by the creating call already is left out.
 */
export async function writeParts<Client extends CloudClient, A extends string>(
  recipe: Recipe<Client, A>,
  session: Session<Client, A>,
  { input, written = [] }: { readonly input: Input; readonly written?: readonly string[] },
): Promise<void> {
  const [now, before] = [
    withMark(recipe, input),
    withMark(recipe, { ...input, properties: input.before ?? {} }),
  ]
  for (const part of recipe.parts ?? []) {
    const names = part.takes.filter(name => !written.includes(name))
    const change = { now: pick(now, names), before: input.before === undefined ? {} : pick(before, names) }
    if (equal(change.now, change.before)) continue
    await writePart(recipe, session, { part, input, ...change })
    await part.settle?.(session)
    await settle(recipe, session, true)
  }
}

interface PartChange<Client, A extends string> {
  readonly part: Part<Client, A>
  readonly input: Input
  readonly now: Properties
  readonly before: Properties
}

async function writePart<Client extends CloudClient, A extends string>(
  recipe: Recipe<Client, A>,
  session: Session<Client, A>,
  { part, ...change }: PartChange<Client, A>,
): Promise<void> {
  const { client, id, key } = session
  const calls = await part.calls({ session, client, id, key, form: recipe.form ?? {}, ...change })
  for (const [index, call] of calls.entries()) {
    if (index > 0) await settle(recipe, session, true)
    await session.send(call)
  }
}

/** Writes tags that changed and drops those that left the template; `all` writes every one, as after a create without them. */
export async function writeTagChanges<Client extends CloudClient, A extends string>(
  { tags: tagging }: Recipe<Client, A>,
  session: Session<Client, A>,
  { input, all = false }: { readonly input: Input; readonly all?: boolean },
): Promise<void> {
  if (tagging === undefined) return
  const wanted = allTags(input.properties[tagging.property], input)
  const known = all ? {} : allTags(input.before?.[tagging.property], input)
  const changes = tagChanges(known, wanted)
  if (Object.keys(changes.written).length + changes.dropped.length === 0) return
  for (const call of await tagging.calls({ ...changes, all: wanted }, session)) await session.send(call)
}

/** Waits until a thing takes the next call; `strict` also throws for what came of the last one. */
export async function settle<Client extends CloudClient, A extends string>(
  { rest }: Recipe<Client, A>,
  session: Session<Client, A>,
  strict: boolean,
): Promise<void> {
  if (rest === undefined) return
  const { what, limit, look, pending, failure } = rest
  const probe = async () => {
    const live = await look(session)
    return live === undefined || pending(live) ? undefined : live
  }
  const live = await session.client.pace.until(probe, {
    what: what(session.id),
    ...(limit === undefined ? {} : { limit }),
  })
  const failed = strict ? failure?.(live, session.id) : undefined
  if (failed !== undefined) throw failed
}

/** Gives the properties of an input, with whose the thing is at the end of its description where that says it. */
export function withMark<Client extends CloudClient, A extends string>(
  { mark }: Recipe<Client, A>,
  { properties, tags }: Pick<Input, 'properties' | 'tags'>,
): Properties {
  if (mark === undefined) return properties
  return { ...properties, [mark.property]: marked(mark, text(properties[mark.property]) ?? '', { tags }) }
}

/** Gives those properties that have one of the names. */
export function pick(properties: Properties, names: readonly string[]): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)))
}
