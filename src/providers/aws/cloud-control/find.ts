import { FnxError } from '../../../model/diagnostic.ts'
import type { Sought } from '../../../model/provider.ts'
import { canonical, type Properties } from '../../../model/value.ts'
import { inTemplateForm } from '../../kit/in-template-form.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'
import { foreign, isOurs } from '../../kit/ownership.ts'
import type { AwsClient } from '../client.ts'
import { comparable } from './model.ts'
import { modelOf } from './read.ts'
import { end, modelIn, type Progress } from './request.ts'
import { tagsIn } from './tags.ts'
import { identifierIn, type Published, type Traits } from './traits.ts'

/** What is looked for, and as what. */
interface Search extends Published {
  readonly client: AwsClient
  readonly traits: Traits
  readonly sought: Sought
}

/**
 * Finds what an unfinished create left among the requests of the last days: one whose tags or, where a type has none,
 * whose properties are ours. What has the identifier and is not of such a request is another's.
 */
export async function find(search: Search): Promise<string | undefined> {
  const { type, table, sought } = search
  const candidates = await made(search)
  const own = candidates.filter(({ model }) => model !== undefined && isOwn(search, model))
  const [first, ...more] = [...new Set(own.map(({ identifier }) => identifier))]
  if (more.length > 0) throw alike(type, [first ?? '', ...more])
  if (first !== undefined) return first
  const identifier = identifierIn(table, sought.properties)
  const lives = identifier === undefined ? undefined : await modelOf(search, identifier)
  if (identifier === undefined || lives === undefined) return undefined
  if (search.traits.tagging !== undefined && isOurs(tagsIn(search.traits, lives), sought)) return identifier
  throw foreign(type, identifier)
}

interface Candidate {
  readonly identifier: string
  readonly model: Properties | undefined
}

async function made(search: Search): Promise<readonly Candidate[]> {
  const { client, type, traits, sought } = search
  const begun = (await requests(client)).filter(
    ({ TypeName, EventTime }) =>
      TypeName === type && (EventTime?.getTime() ?? 0) >= Date.parse(sought.since) - slack(traits),
  )
  const ended = await Promise.all(begun.map(event => end(client, event, type)))
  const left = ended.filter(({ Identifier, ErrorCode = '' }) => Identifier && !taken.includes(ErrorCode))
  const identifiers = new Map(left.map(event => [event.Identifier ?? '', event]))
  const found = [...identifiers].map(async ([identifier, event]) => ({
    identifier,
    model: await modelNow(search, identifier, event),
  }))
  return Promise.all(found)
}

/** Tags prove whose a thing is, whatever the clocks say; without them only what was made since can be it. */
function slack({ tagging }: Traits): number {
  return tagging === undefined ? 0 : 60 * 60 * 1000
}

/** Where a type can be read, what lives counts; else what the request said that it made. */
async function modelNow(
  search: Search,
  identifier: string,
  event: Progress,
): Promise<Properties | undefined> {
  return search.table.lacks.includes('read') ? modelIn(event.ResourceModel) : modelOf(search, identifier)
}

/** Requests that failed of these made nothing of their own. */
const taken: readonly string[] = ['AlreadyExists', 'ResourceConflict']

async function requests(client: AwsClient): Promise<readonly Progress[]> {
  const found: Progress[] = []
  let NextToken: string | undefined
  do {
    const page = await client.call('cloudcontrolapi', 'ListResourceRequests', {
      MaxResults: 100,
      ResourceRequestStatusFilter: { Operations: ['CREATE'] },
      ...omitUndefined({ NextToken }),
    })
    found.push(...(page.ResourceRequestStatusSummaries ?? []))
    NextToken = page.NextToken
  } while (NextToken !== undefined)
  return found
}

function isOwn({ traits, table, sought }: Search, model: Properties): boolean {
  if (traits.tagging !== undefined) return isOurs(tagsIn(traits, model), sought)
  const shown = table.properties.filter(name => !table.writeOnly.includes(name) && name in sought.properties)
  const wanted = Object.fromEntries(shown.map(name => [name, sought.properties[name] ?? null]))
  return canonical(inTemplateForm(wanted, comparable(wanted, model))) === canonical(wanted)
}

/** Of two things that are alike in all, none can be taken for one's own. */
function alike(type: string, identifiers: readonly string[]): FnxError {
  return new FnxError({
    code: 'E6004',
    message: `${identifiers.join(' and ')} (${type}) were made at about the same time and are alike: one of them is of the deploy that was cut off.`,
    hint: 'Delete the one that is not in use; nothing else knows of it.',
  })
}
