import { FnxError } from '../../../model/diagnostic.ts'
import type { Created, Identity, ResourceType } from '../../../model/provider.ts'
import type { Properties } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import { answered, answerTo, forget } from './custom-answer.ts'
import type { Asked, Reply } from './custom-request.ts'

/** A resource that a function provides, by CloudFormation's protocol of requests and answers. */
export function customResource(type: string): ResourceType<AwsClient> {
  return {
    type,
    takes: 'any',
    reads: [],
    moves: true,
    async create(client, input) {
      const asked = creation(type, input)
      const reply = await answered(client, asked)
      if (reply.Status === 'SUCCESS') return createdBy(asked, reply)
      // What was begun under a name is told to go, as CloudFormation does.
      const { PhysicalResourceId: physicalId } = reply
      if (physicalId !== undefined) await answered(client, { ...asked, type: 'Delete', physicalId })
      await forget(client, asked)
      throw failed(asked, reply)
    },
    async find(client, sought) {
      const asked = creation(type, sought)
      const reply = await answerTo(client, asked)
      if (reply?.Status === 'SUCCESS') return createdBy(asked, reply).physicalId
      await forget(client, asked)
      return undefined
    },
    // The protocol has no way to ask for what there is.
    read: async (_, { physicalId = '', attributes }) => ({
      properties: {},
      attributes: { Ref: physicalId, ...attributes },
    }),
    async update(client, physicalId, input) {
      const asked = creation(type, input)
      const { before = {} } = input
      // A creation that was found is whole: its answer says all there is to know.
      if (Object.keys(before).length === 0) return createdBy(asked, await answered(client, asked))
      const change: Asked = { ...asked, type: 'Update', physicalId, old: before }
      return createdBy(change, succeeded(change, await answered(client, change)))
    },
    async delete(client, { logicalId, instance, physicalId, ...known }) {
      if (physicalId === undefined) return
      // As it last came about: what was wanted of it and refused is not what there is.
      const { earlier: [properties = known.properties] = [] } = known
      const asked: Asked = { type: 'Delete', resourceType: type, logicalId, instance, properties, physicalId }
      succeeded(asked, await answered(client, asked))
      await forget(client, asked)
    },
  }
}

function creation(
  resourceType: string,
  { logicalId, tags, properties }: Pick<Identity, 'logicalId' | 'tags'> & { readonly properties: Properties },
): Asked {
  return { type: 'Create', resourceType, logicalId, instance: tags['fnx:instance'] ?? '', properties }
}

function createdBy(asked: Asked, { PhysicalResourceId, NoEcho, Data }: Reply): Created {
  const physicalId = PhysicalResourceId ?? asked.physicalId
  if (typeof physicalId !== 'string' || physicalId === '')
    throw failed(asked, { Status: 'FAILED', Reason: 'The answer has no PhysicalResourceId' })
  // What nobody may see is on no record, and so in no other resource.
  return { physicalId, attributes: { Ref: physicalId, ...(NoEcho === true ? {} : Data) } }
}

function succeeded(asked: Asked, reply: Reply): Reply {
  if (reply.Status === 'SUCCESS') return reply
  throw failed(asked, reply)
}

function failed({ type, logicalId }: Asked, { Reason }: Reply): FnxError {
  const why =
    Reason === undefined || Reason === '' ? 'without a reason' : `with: ${Reason.replace(/\.$/, '')}`
  return new FnxError({
    code: 'E6211',
    message: `The provider of ${logicalId} answered its ${type.toLowerCase()} request ${why}.`,
    hint: 'Look at what it wrote: fnx logs, or CloudWatch where it is not of this stack.',
  })
}
