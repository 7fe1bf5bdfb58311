import type { ResourceType } from '../../../model/provider.ts'
import { text } from '../../../model/value.ts'
import type { Identifier } from '../../kit/identifier.ts'
import { settings } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { isSince } from './since.ts'

/** The physical ID is the function, and `|qualifier` behind it where there is one. */
const identifier: Identifier = {
  takes: ['Qualifier', 'TargetFunctionArn'],
  of({ properties: { TargetFunctionArn, Qualifier } }) {
    return [TargetFunctionArn, ...(Qualifier === undefined ? [] : [Qualifier])].map(text).join('|')
  },
  key(id) {
    const [FunctionName = '', Qualifier] = id.split('|')
    return { FunctionName, ...(Qualifier === undefined ? {} : { Qualifier }) }
  },
}

const fields = ['AuthType', 'Cors', 'InvokeMode']

/** The own address of a function; a function has one per qualifier, and its age tells whether it is ours. */
export const url: ResourceType<AwsClient> = made('lambda', {
  type: 'AWS::Lambda::Url',
  partOf: ['TargetFunctionArn'],
  uniqueBy: ['Qualifier'],
  id: identifier,
  create: { call: 'CreateFunctionUrlConfig', takes: fields },
  parts: [
    settings({
      call: 'UpdateFunctionUrlConfig',
      takes: fields,
      resets: { Cors: {}, InvokeMode: 'BUFFERED' },
    }),
  ],
  async show({ ask }) {
    const live = await ask('GetFunctionUrlConfig')
    return live && { live }
  },
  // Nothing of ours is older than the second of its intent.
  owns: ({ live }, { since }) => isSince(live.CreationTime, since),
  answered: true,
  attributes: ({ live: { FunctionArn = '', FunctionUrl = '' } }) => ({
    Ref: FunctionArn,
    FunctionArn,
    FunctionUrl,
  }),
  delete: { call: 'DeleteFunctionUrlConfig' },
})
