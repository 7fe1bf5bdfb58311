import type { ResourceType } from '../../../model/provider.ts'
import { canonical, equal, list, type Properties, record } from '../../../model/value.ts'
import { jsonText, parsed } from '../../kit/form.ts'
import { foreign, isOfStack } from '../../kit/ownership.ts'
import type { Tags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'

/** A policy that stands in an attribute of each of several things, of which each has room for one. */
export interface HeldPolicy {
  readonly type: string
  /** The property that lists the things. */
  readonly holders: string
  /** Gives the text of the policy that a thing has; nothing where it has none, or the one that all start with. */
  read(client: AwsClient, holder: string): Promise<string | undefined>
  write(client: AwsClient, holder: string, document: string): Promise<void>
  /** Takes it off; a thing that is gone is well. */
  drop(client: AwsClient, holder: string): Promise<void>
  tagsOf(client: AwsClient, holder: string): Promise<Tags>
}

/** Makes the resource type of such a policy: it has no tags, so its text, or the tags of its holder, tell whose it is. */
export function heldPolicy(own: HeldPolicy): ResourceType<AwsClient> {
  const { type, holders: property, read, write, drop } = own
  const holdersOf = (properties: Properties) => [...new Set(list(properties[property]).map(String))]
  return {
    type,
    naming: { max: 64, allowed: /[\w-]/ },
    takes: ['PolicyDocument', property].sort(),
    reads: ['PolicyDocument'],
    partOf: [property],
    uniqueBy: [],
    async create(client, { name, properties }) {
      const holders = holdersOf(properties)
      for (const holder of holders)
        if ((await read(client, holder)) !== undefined) throw foreign(type, holder)
      for (const holder of holders) await write(client, holder, documentText(properties))
      return described(name)
    },
    async find(client, { name, properties, tags }) {
      for (const holder of holdersOf(properties)) {
        const found = await read(client, holder)
        if (found === undefined) continue
        const isOwn = isSame(properties, found) || isOfStack(await own.tagsOf(client, holder), { tags })
        if (!isOwn) throw foreign(type, holder)
        return name
      }
      return undefined
    },
    async read(client, { physicalId = '', properties }) {
      const found = await Promise.all(holdersOf(properties).map(holder => read(client, holder)))
      const texts = found.filter(document => document !== undefined)
      if (texts.length === 0 || texts.length < found.length) return undefined
      const odd = texts.find(document => !isSame(properties, document))
      const { PolicyDocument = {} } = properties
      const live = odd === undefined ? PolicyDocument : jsonText.read(odd, PolicyDocument)
      return { properties: { PolicyDocument: live }, attributes: described(physicalId).attributes }
    },
    async update(client, physicalId, { properties, before = {} }) {
      const known = equal(properties.PolicyDocument, before.PolicyDocument) ? holdersOf(before) : []
      const holders = holdersOf(properties)
      for (const holder of holders)
        if (!known.includes(holder)) await write(client, holder, documentText(properties))
      for (const holder of holdersOf(before)) if (!holders.includes(holder)) await drop(client, holder)
      return described(physicalId)
    },
    async delete(client, { properties, earlier = [] }) {
      const all = new Set([properties, ...earlier].flatMap(holdersOf))
      for (const holder of all) await drop(client, holder)
    },
  }
}

function described(name: string) {
  return { physicalId: name, attributes: { Ref: name, Id: name } }
}

function documentText({ PolicyDocument = {} }: Properties): string {
  return String(jsonText.write(PolicyDocument))
}

function isSame(properties: Properties, found: string): boolean {
  return canonical(record(parsed(documentText(properties)))) === canonical(record(parsed(found)))
}
