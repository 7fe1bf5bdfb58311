import type { ResourceType, Sought } from '../../../model/provider.ts'
import { record, text } from '../../../model/value.ts'
import { byAnswer } from '../../kit/identifier.ts'
import { isOurs } from '../../kit/ownership.ts'
import { allPages } from '../../kit/pages.ts'
import { settings } from '../../kit/parts.ts'
import { readTags } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { resourceTags } from '../kit/tagging.ts'
import type { Functions } from './active.ts'

const fields = ['AllowedPublishers', 'CodeSigningPolicies', 'Description']

/** Who may sign the code of functions; its physical ID is its ARN. */
export const codeSigningConfig: ResourceType<AwsClient> = made('lambda', {
  type: 'AWS::Lambda::CodeSigningConfig',
  id: byAnswer('CodeSigningConfigArn', { member: 'CodeSigningConfigArn' }),
  create: { call: 'CreateCodeSigningConfig', takes: fields, answer: 'CodeSigningConfig' },
  parts: [
    settings({
      call: 'UpdateCodeSigningConfig',
      takes: fields,
      resets: { CodeSigningPolicies: { UntrustedArtifactOnDeployment: 'Warn' }, Description: '' },
    }),
  ],
  tags: {
    ...resourceTags(({ id }) => ({ Resource: id }), { sent: 'map' }),
    list: tagsOf,
  },
  async show({ ask }) {
    const found = await ask('GetCodeSigningConfig')
    return found && { live: record(found.CodeSigningConfig) }
  },
  search,
  attributes: ({ id }) => ({
    CodeSigningConfigArn: id,
    CodeSigningConfigId: id.slice(id.lastIndexOf(':') + 1),
  }),
  delete: { call: 'DeleteCodeSigningConfig' },
})

async function search(session: Functions, sought: Sought): Promise<string | undefined> {
  const all = await allPages(session.ask, {
    action: 'ListCodeSigningConfigs',
    members: {},
    items: 'CodeSigningConfigs',
    token: ['NextMarker', 'Marker'],
  })
  for (const found of all ?? []) {
    const id = text(record(found).CodeSigningConfigArn)
    if (id !== undefined && isOurs(await tagsOf({ ...session, id }), sought)) return id
  }
  return undefined
}

async function tagsOf({ id, ask }: Functions) {
  return readTags((await ask('ListTags', { Resource: id }))?.Tags)
}
