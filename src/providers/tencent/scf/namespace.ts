import type { ResourceType } from '../../../model/provider.ts'
import { list, type Properties, record, text } from '../../../model/value.ts'
import type { TencentClient } from '../client.ts'
import { foreign } from '../diagnose.ts'
import { faithful } from '../kit/faithful.ts'
import { instanceTag, isMarked, marked, unmarked } from '../kit/ownership.ts'
import { unlessMissing } from './scf.ts'

/** A namespace of functions. It carries no tags, so that its description says whose it is. */
export const namespace: ResourceType<TencentClient> = {
  type: 'TencentCloud::SCF::Namespace',
  naming: { max: 40, allowed: /[A-Za-z0-9_-]/ },
  nameProperty: 'Namespace',
  takes: ['Namespace', 'Description'],
  reads: ['Namespace', 'Description'],
  replaceOn: ['Namespace'],
  async create(client, input) {
    const request = { Namespace: input.name, Description: marked(input.properties.Description, input) }
    await client.api({ service: 'scf', action: 'CreateNamespace', input: request, repeatable: false })
    return created(input.name)
  },
  async find(client, sought) {
    const found = await get(client, sought.name)
    if (found === undefined) return undefined
    if (!isMarked(found.Description, sought)) throw foreign(`Namespace ${sought.name}`)
    return sought.name
  },
  async read(client, { physicalId, properties, instance }) {
    const found = await get(client, physicalId ?? '')
    if (found === undefined) return undefined
    const description = unmarked(found.Description, { tags: { [instanceTag]: instance } })
    const known = properties.Description
    return {
      properties: {
        Namespace: physicalId ?? '',
        ...(known === undefined && description === '' ? {} : { Description: faithful(known, description) }),
      },
      attributes: created(physicalId ?? '').attributes,
    }
  },
  async update(client, physicalId, input) {
    const request = { Namespace: physicalId, Description: marked(input.properties.Description, input) }
    await client.api({ service: 'scf', action: 'UpdateNamespace', input: request, repeatable: true })
    return created(physicalId)
  },
  async delete(client, { physicalId }) {
    const input = { Namespace: physicalId ?? '' }
    await unlessMissing(client.api({ service: 'scf', action: 'DeleteNamespace', input, repeatable: true }))
  },
}

function created(name: string) {
  return { physicalId: name, attributes: { Ref: name } }
}

async function get(client: TencentClient, name: string): Promise<Properties | undefined> {
  for (let Offset = 0; ; Offset += 100) {
    const input = { Offset, Limit: 100 }
    const page = await client.api({ service: 'scf', action: 'ListNamespaces', input, repeatable: true })
    const entries = list(page.Namespaces).map(record)
    const found = entries.find(({ Name }) => text(Name) === name)
    if (found !== undefined || entries.length < 100) return found
  }
}
