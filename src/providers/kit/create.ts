import type { Created, Input } from '../../model/provider.ts'
import type { Properties } from '../../model/value.ts'
import { type CloudClient, inside, type Members, unclear } from './call.ts'
import { pick, settle, withMark, writeParts, writeTagChanges } from './changes.ts'
import { described } from './described.ts'
import { toMembers } from './form.ts'
import { foreign } from './ownership.ts'
import type { Recipe } from './recipe.ts'
import { type BoundRecipe, sessionOf } from './session.ts'
import { allTags, writeTags } from './tags.ts'

/** Makes a thing: the creating call first, then what it does not take by calls of its own. */
export async function create<Client extends CloudClient, A extends string>(
  bound: BoundRecipe<Client, A>,
  client: Client,
  input: Input,
): Promise<Created> {
  const { recipe } = bound
  await refuseTaken(bound, client, input)
  const session = sessionOf(bound, client, recipe.id.of?.(input))
  const members = { ...named(recipe, input), ...(await membersOf(recipe, client, input)) }
  const answer = await session.send({ action: recipe.create.call, members })
  const made = inside(answer ?? {}, recipe.create.answer)
  return finish(bound, client, { input, made })
}

/** A call that overwrites what has the name would take a thing of others: what is there is looked at first. */
async function refuseTaken<Client extends CloudClient, A extends string>(
  bound: BoundRecipe<Client, A>,
  client: Client,
  input: Input,
): Promise<void> {
  const { recipe } = bound
  const { overwrites = false } = recipe.create
  if (overwrites === false) return
  const session = sessionOf(bound, client, recipe.id.of?.(input))
  const isTaken =
    overwrites === true ? (await recipe.show(session, {})) !== undefined : await overwrites(session, input)
  if (isTaken) throw foreign(recipe.type, input.name || session.id)
}

async function finish<Client extends CloudClient, A extends string>(
  bound: BoundRecipe<Client, A>,
  client: Client,
  { input, made }: { readonly input: Input; readonly made: Properties },
): Promise<Created> {
  const { recipe } = bound
  const { id, create: creation, tags } = recipe
  const physicalId = id.from === undefined ? id.of?.(input) : id.from(made, input)
  if (physicalId === undefined || physicalId === '') throw unclear(creation.call, 'ID')
  const session = sessionOf(bound, client, physicalId)
  const change = { ...input, before: {} }
  await settle(recipe, session, true)
  await writeParts(recipe, session, {
    input: change,
    written: [...creation.takes, ...(creation.written ?? [])],
  })
  if (tags?.member === undefined && creation.isTagged !== true)
    await writeTagChanges(recipe, session, { input, all: true })
  return described(recipe, session, made)
}

function named<Client extends CloudClient, A extends string>(
  { id }: Recipe<Client, A>,
  input: Input,
): Members {
  return id.creating?.(input) ?? id.key(id.of?.(input) ?? '')
}

/** Gives the members of the creating call but those that name the thing. */
async function membersOf<Client extends CloudClient, A extends string>(
  recipe: Recipe<Client, A>,
  client: Client,
  input: Input,
): Promise<Members> {
  const { create: creation, form = {}, tags } = recipe
  const own = toMembers(pick(withMark(recipe, input), creation.takes), form)
  const more = await creation.members?.(input, client)
  if (tags?.member === undefined) return { ...own, ...more }
  const all = writeTags(allTags(input.properties[tags.property], input), tags.sent)
  return { ...own, [tags.member]: all, ...more }
}
