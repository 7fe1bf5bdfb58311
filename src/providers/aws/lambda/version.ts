import { codeKey } from '../../../model/artifact.ts'
import type { ResourceType } from '../../../model/provider.ts'
import type { AwsClient } from '../client.ts'
import { defined, gone, present } from '../kit/answers.ts'
import { ready } from './function.ts'

const type = 'AWS::Lambda::Version'
const properties = ['CodeSha256', 'Description', 'FunctionName', codeKey]

/** A published version of a function; its physical ID is its ARN. */
export const version: ResourceType<AwsClient> = {
  type,
  takes: properties,
  replaces: { [codeKey]: 'a version is of the code that its function had when it was published' },
  reads: [],
  partOf: ['FunctionName'],
  async create(client, input) {
    const { CodeSha256, Description, FunctionName } = input.properties
    await ready(client, String(FunctionName))
    const made = await client.call('lambda', 'PublishVersion', {
      FunctionName,
      ...defined({ CodeSha256, Description }),
    })
    return described(made.FunctionArn)
  },
  // Publishing again what is published already gives the version that there is, so nothing needs to be found.
  find: async () => undefined,
  async read(client, { physicalId = '' }) {
    const found = await present(client.call('lambda', 'GetFunction', { FunctionName: physicalId }))
    return found === undefined ? undefined : { properties: {}, attributes: described(physicalId).attributes }
  },
  update: async (_client, physicalId) => described(physicalId),
  async delete(client, { physicalId = '' }) {
    await gone(client.call('lambda', 'DeleteFunction', { FunctionName: physicalId }))
  },
}

function described(arn = '') {
  const at = arn.lastIndexOf(':')
  return {
    physicalId: arn,
    attributes: { Ref: arn, FunctionArn: arn, Version: arn.slice(at + 1) },
  }
}
