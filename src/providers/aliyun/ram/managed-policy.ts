import type { Created, ResourceType } from '../../../model/provider.ts'
import { type Properties, record, text } from '../../../model/value.ts'
import type { AliyunClient } from '../client.ts'
import { foreign } from '../diagnose.ts'
import { isOurs, unmarked } from '../kit/mark.ts'
import { documentOf, dropPolicy, makePolicy, readPolicy, rewritePolicy } from './policy-calls.ts'

/** A custom policy of the account. RAM cannot change a description, so that a new one replaces the policy. */
export const managedPolicy: ResourceType<AliyunClient> = {
  type: 'ALIYUN::RAM::ManagedPolicy',
  naming: { max: 128, allowed: /[A-Za-z0-9-]/ },
  nameProperty: 'PolicyName',
  takes: ['Description', 'PolicyDocument', 'PolicyName'],
  reads: ['Description', 'PolicyDocument'],
  replaceOn: ['PolicyName', 'Description'],
  async create(client, input) {
    const { PolicyDocument = {}, Description } = input.properties
    await makePolicy(client, input, { description: text(Description) ?? '', document: PolicyDocument })
    return created(input.name)
  },
  async find(client, sought) {
    const live = await readPolicy(client, sought.name)
    if (live === undefined) return undefined
    if (isOurs(text(record(live.Policy).Description), sought)) return sought.name
    throw foreign(`Policy ${sought.name}`)
  },
  async read(client, { physicalId = '', properties }) {
    const live = await readPolicy(client, physicalId)
    if (live === undefined) return undefined
    const description = unmarked(text(record(live.Policy).Description))
    const found: Properties = {
      PolicyDocument: documentOf(live),
      ...(properties.Description === undefined ? {} : { Description: description }),
    }
    return { properties: found, attributes: created(physicalId).attributes }
  },
  async update(client, name, { properties }) {
    await rewritePolicy(client, name, properties.PolicyDocument ?? {})
    return created(name)
  },
  async delete(client, { physicalId = '' }) {
    await dropPolicy(client, physicalId)
  },
}

function created(name: string): Created {
  return { physicalId: name, attributes: { PolicyName: name } }
}
