import type { ResourceType } from '../../../model/provider.ts'
import { list, type Properties, record, text } from '../../../model/value.ts'
import type { Session } from '../../kit/call.ts'
import { pick } from '../../kit/changes.ts'
import { byAnswer, within } from '../../kit/identifier.ts'
import { isMarked, type Mark } from '../../kit/ownership.ts'
import { allPages } from '../../kit/pages.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { made } from '../kit/recipe.ts'
import { camelCase } from './camel-case.ts'
import { methodSettings, stagePatches } from './stage-patches.ts'

const ofItsOwn = 'a stage of its own can have it: AWS::ApiGateway::Stage'

const mark: Mark = {
  property: 'Description',
  write: instance => `[fnx:${instance}]`,
  pattern: / ?\[fnx:([a-z0-9]+)\]$/,
}

/** A snapshot of a REST API, and the stage that it may bring; its physical ID is `api|deployment`. It has no tags. */
export const deployment: ResourceType<AwsClient> = made('apigateway', {
  type: 'AWS::ApiGateway::Deployment',
  partOf: ['RestApiId'],
  id: within({ parent: 'RestApiId', member: 'restApiId' }, byAnswer('id', { member: 'deploymentId' })),
  form: { spelling: camelCase },
  omits: { 'StageDescription.CanarySetting': ofItsOwn, 'StageDescription.Tags': ofItsOwn },
  create: { call: 'CreateDeployment', takes: ['Description', 'StageName'] },
  parts: [
    {
      takes: ['Description'],
      calls: ({ key, now }) => [
        {
          action: 'UpdateDeployment',
          members: {
            ...key,
            patchOperations: [{ op: 'replace', path: '/description', value: now.Description }],
          },
        },
      ],
    },
    {
      takes: ['StageDescription'],
      calls({ key, now, before, input }) {
        const [wanted, known] = [now, before].map(stageOf)
        const patchOperations = stagePatches(wanted ?? {}, known ?? {})
        const place = { restApiId: key.restApiId, stageName: input.properties.StageName }
        return patchOperations.length === 0
          ? []
          : [{ action: 'UpdateStage', members: { ...place, patchOperations } }]
      },
    },
  ],
  replaces: { StageName: 'the stage that a deployment brings is named when the deployment is made' },
  unseen: ['StageName', 'StageDescription'],
  mark,
  async show({ ask }) {
    const live = await ask('GetDeployment')
    return live && { live }
  },
  attributes({ id }) {
    const own = id.slice(id.indexOf('|') + 1)
    return { Ref: own, DeploymentId: own }
  },
  async search({ ask }, sought) {
    const api = text(sought.properties.RestApiId) ?? ''
    const members = { restApiId: api, limit: 500 }
    const page = { action: 'GetDeployments', members, items: 'items', token: 'position' } as const
    const found = list(await allPages(ask, page))
      .map(record)
      .find(({ description }) => isMarked(mark, text(description) ?? '', sought))
    return found && `${api}|${String(found.id)}`
  },
  delete: {
    call: 'DeleteDeployment',
    async before(session, known) {
      const stages = new Set(known.map(({ StageName }) => text(StageName)))
      for (const stage of stages) if (stage !== undefined) await dropStage(session, stage)
    },
  },
})

/** Gives the description of a stage as a stage has its settings: those without a path are for every method. */
function stageOf({ StageDescription }: Properties): Properties {
  const own = record(StageDescription)
  const forAll = { ResourcePath: '/*', HttpMethod: '*', ...pick(own, methodSettings) }
  return { ...own, MethodSettings: [forAll, ...list(own.MethodSettings)] }
}

// The stage that came with the deployment holds it until the stage is gone or shows another one.
async function dropStage(
  { key: { restApiId, deploymentId }, ask, send }: Session<AwsClient, CallName<'apigateway'>>,
  stageName: string,
): Promise<void> {
  const members = { restApiId, stageName }
  const found = await ask('GetStage', members)
  if (found?.deploymentId === deploymentId) await send({ action: 'DeleteStage', members, forgiving: true })
}
