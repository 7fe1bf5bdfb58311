import type { ResourceType } from '../../../model/provider.ts'
import type { Properties } from '../../../model/value.ts'
import { canonical, equal, isRecord } from '../../../model/value.ts'
import { foreign } from '../../kit/ownership.ts'
import type { AwsClient } from '../client.ts'
import { orMissing } from '../kit/answers.ts'
import type { Tags } from '../kit/tags.ts'
import { fromTagList } from '../kit/tags.ts'
import { documentOf, documentText } from './document.ts'
import type { Holder } from './policy-holders.ts'
import { dropInline, has, holdersOf, putInline, readInline } from './policy-holders.ts'

const type = 'AWS::IAM::Policy'
const properties = ['Groups', 'PolicyDocument', 'PolicyName', 'Roles', 'Users']

/** A policy that is written into roles, users and groups; it has no tags, so its holders and its text tell whose it is. */
export const policy: ResourceType<AwsClient> = {
  type,
  naming: { max: 128, allowed: /[\w+=,.@-]/ },
  nameProperty: 'PolicyName',
  takes: properties,
  reads: ['PolicyDocument'],
  partOf: ['Roles', 'Users', 'Groups'],
  grants: 'Roles',
  async create(client, input) {
    const holders = holdersOf(input.properties)
    for (const holder of holders)
      if ((await readInline(client, holder, input.name)) !== undefined) throw foreign(type, input.name)
    await put(client, input.name, { holders, properties: input.properties })
    return described(input.name)
  },
  async find(client, sought) {
    for (const holder of holdersOf(sought.properties)) {
      const found = await readInline(client, holder, sought.name)
      if (found === undefined) continue
      const same = matches(sought.properties, found) || (await ofStack(client, holder, sought.tags))
      if (!same) throw foreign(type, sought.name)
      return sought.name
    }
    return undefined
  },
  async read(client, { physicalId = '', properties: known }) {
    const holders = holdersOf(known)
    const found = await Promise.all(holders.map(holder => readInline(client, holder, physicalId)))
    const documents = found.filter(document => document !== undefined)
    if (documents.length === 0 || documents.length < holders.length) return undefined
    const odd = documents.find(document => !matches(known, document))
    // Nothing in a document is a default of IAM: what somebody added to it is drift.
    const live = odd === undefined ? known.PolicyDocument : documentOf(odd)
    const shown = live === undefined ? {} : { PolicyDocument: live }
    return { properties: shown, attributes: described(physicalId).attributes }
  },
  async update(client, physicalId, input) {
    const { before = {} } = input
    const holders = holdersOf(input.properties)
    const known = equal(input.properties.PolicyDocument, before.PolicyDocument) ? holdersOf(before) : []
    const missing = holders.filter(holder => !has(known, holder))
    await put(client, physicalId, { holders: missing, properties: input.properties })
    for (const holder of holdersOf(before))
      if (!has(holders, holder)) await dropInline(client, holder, physicalId)
    return described(physicalId)
  },
  async delete(client, { physicalId = '', properties: known }) {
    for (const holder of holdersOf(known)) await dropInline(client, holder, physicalId)
  },
}

function described(name: string) {
  return { physicalId: name, attributes: { Ref: name, Id: name } }
}

async function put(
  client: AwsClient,
  PolicyName: string,
  { holders, properties: own }: { readonly holders: readonly Holder[]; readonly properties: Properties },
): Promise<void> {
  const PolicyDocument = documentText(own.PolicyDocument)
  for (const holder of holders) await putInline(client, holder, { PolicyName, PolicyDocument })
}

function matches({ PolicyDocument }: Properties, found: string): boolean {
  return isRecord(PolicyDocument) && canonical(documentOf(found)) === canonical(PolicyDocument)
}

// A role that this stack made holds no policies but those of this stack.
async function ofStack(client: AwsClient, holder: Holder, tags: Tags): Promise<boolean> {
  if (holder.kind !== 'Role') return false
  const found = await orMissing(client.call('iam', 'GetRole', { RoleName: holder.name }))
  const own = fromTagList(found?.Role?.Tags)
  return ['fnx:stack', 'fnx:stage'].every(key => tags[key] !== undefined && own[key] === tags[key])
}
