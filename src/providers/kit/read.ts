import type { Live } from '../../model/provider.ts'
import type { ResourceState } from '../../model/state.ts'
import { at, type Properties, record, text, type Value, withAt } from '../../model/value.ts'
import type { CloudClient, Session } from './call.ts'
import { pick } from './changes.ts'
import { described } from './described.ts'
import { factsOf } from './facts.ts'
import { type Form, memberOf, placeOf, toMembers } from './form.ts'
import { inTemplateForm } from './in-template-form.ts'
import { unmarked } from './ownership.ts'
import type { Part } from './parts.ts'
import type { Recipe, Shown } from './recipe.ts'
import { type BoundRecipe, sessionOf } from './session.ts'
import { ownTags, writeTags } from './tags.ts'

/** Gives a thing as it lives, in the template's form and cut to what was applied last. */
export async function read<Client extends CloudClient, A extends string>(
  bound: BoundRecipe<Client, A>,
  client: Client,
  known: ResourceState,
): Promise<Live | undefined> {
  const { recipe } = bound
  const session = sessionOf(bound, client, known.physicalId ?? '')
  const shown = await recipe.show(session, known.properties)
  if (shown === undefined) return undefined
  const { tags, form = {} } = recipe
  const compared = pick(
    known.properties,
    factsOf(recipe).reads.filter(name => name !== tags?.property),
  )
  const live = await withParts(recipe, session, { live: shown.live, known: compared })
  const { attributes } = await described(recipe, session, shown.live)
  const own = await liveTags(recipe, session, { shown, known: known.properties })
  return { properties: { ...inTemplateForm(compared, live, form), ...own }, attributes }
}

/** Completes what shows a thing by what its parts show, and by what they are where nothing shows them. */
async function withParts<Client extends CloudClient, A extends string>(
  recipe: Recipe<Client, A>,
  session: Session<Client, A>,
  { live, known }: { readonly live: Properties; readonly known: Properties },
): Promise<Properties> {
  const { parts = [], form = {} } = recipe
  const asked = parts.filter(part => part.takes.some(name => name in known))
  const answers = await Promise.all(asked.map(part => partAnswer(part, session, form)))
  const defaults = asked.flatMap(part => Object.entries(part.absent ?? {}))
  const whole = unmarkedIn(recipe, Object.assign({}, live, ...answers))
  return defaults.reduce((done, [name, value]) => withDefault(done, { name, value, form }), whole)
}

async function partAnswer<Client extends CloudClient, A extends string>(
  { get, shows, reads }: Part<Client, A>,
  session: Session<Client, A>,
  form: Form,
): Promise<Properties> {
  if (reads !== undefined) return reads(session)
  const answer = get === undefined ? undefined : await session.ask(get)
  return answer === undefined ? {} : (shows?.(answer, form) ?? answer)
}

function withDefault(
  live: Properties,
  { name, value, form }: { readonly name: string; readonly value: Value; readonly form: Form },
): Properties {
  if (memberOf(live, name, form) !== undefined) return live
  const place = placeOf(name, form)
  return record(
    withAt(live, place, value === null ? null : (at(toMembers({ [name]: value }, form), place) ?? null)),
  )
}

function unmarkedIn<Client extends CloudClient, A extends string>(
  { mark, form = {} }: Recipe<Client, A>,
  live: Properties,
): Properties {
  if (mark === undefined) return live
  const described = text(memberOf(live, mark.property, form)) ?? ''
  return record(withAt(live, placeOf(mark.property, form), unmarked(mark, described)))
}

/** Gives the tags that people set, where the template has any. */
async function liveTags<Client extends CloudClient, A extends string>(
  { tags: tagging }: Recipe<Client, A>,
  session: Session<Client, A>,
  { shown, known }: { readonly shown: Shown; readonly known: Properties },
): Promise<Properties> {
  const wanted = tagging && known[tagging.property]
  if (tagging === undefined || wanted === undefined) return {}
  const found = shown.tags ?? (await tagging.list?.(session, shown.live)) ?? {}
  const live = writeTags(ownTags(found), tagging.form === 'map' ? 'map' : undefined)
  return inTemplateForm({ [tagging.property]: wanted }, { [tagging.property]: live })
}
