import type { ResourceType } from '../../../model/provider.ts'
import { record } from '../../../model/value.ts'
import { byName } from '../../kit/identifier.ts'
import { camelCase } from '../api-gateway/camel-case.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { taggedAs } from './tagging.ts'

/** An application of CodeDeploy: what holds the groups that its deployments go to. */
export const application: ResourceType<AwsClient> = made('codedeploy', {
  type: 'AWS::CodeDeploy::Application',
  naming: { max: 100, allowed: /[\w+=.,@-]/ },
  nameProperty: 'ApplicationName',
  id: byName('applicationName'),
  form: { spelling: camelCase },
  create: { call: 'CreateApplication', takes: ['ComputePlatform'] },
  tags: taggedAs(id => `application:${id}`),
  async show({ ask }) {
    const answer = await ask('GetApplication')
    return answer && { live: record(answer.application) }
  },
  delete: { call: 'DeleteApplication' },
})
