import type { ResourceType } from '../../../model/provider.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { equal, record } from '../../../model/value.ts'
import type { Call, Members } from '../../kit/call.ts'
import { toMembers } from '../../kit/form.ts'
import { byName, within } from '../../kit/identifier.ts'
import { type Change, withResets } from '../../kit/parts.ts'
import { readTags } from '../../kit/tags.ts'
import { logDestination } from '../api-gateway/log-destination.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { made } from '../kit/recipe.ts'
import { resourceTags } from '../kit/tagging.ts'

const settable = [
  'AccessLogSettings',
  'AutoDeploy',
  'DefaultRouteSettings',
  'DeploymentId',
  'Description',
  'RouteSettings',
  'StageVariables',
]

const unlimited =
  'no call takes a limit from the routes of a stage: -1 is refused, and 0 lets no request through'

/** A stage of an HTTP API; its physical ID is `api|stage`. */
export const httpStage: ResourceType<AwsClient> = made('apigatewayv2', {
  type: 'AWS::ApiGatewayV2::Stage',
  naming: { max: 128, allowed: /[\w-]/ },
  nameProperty: 'StageName',
  partOf: ['ApiId'],
  id: within({ parent: 'ApiId' }, byName('StageName')),
  form: { codecs: { 'AccessLogSettings.DestinationArn': logDestination }, free: ['StageVariables'] },
  create: { call: 'CreateStage', takes: settable },
  parts: [{ takes: settable, calls }],
  stays: {
    // https://github.com/go-to-k/cdk-real-drift/pull/1031, tried on AWS
    Description: 'the API leaves the old text when it is given an empty one',
    DeploymentId: 'a stage shows its deployment until it is given another one',
    // https://github.com/hashicorp/terraform-provider-aws/issues/14742
    'DefaultRouteSettings.ThrottlingBurstLimit': unlimited,
    'DefaultRouteSettings.ThrottlingRateLimit': unlimited,
  },
  tags: {
    ...resourceTags(
      ({ client: { partition, region }, id }) => ({
        ResourceArn: `arn:${partition}:apigateway:${region}::/apis/${id.replace('|', '/stages/')}`,
      }),
      { form: 'map', sent: 'map' },
    ),
  },
  async show({ ask }) {
    const live = await ask('GetStage')
    return live && { live, tags: readTags(live.Tags) }
  },
  attributes: ({ id }) => ({ Ref: id.slice(id.indexOf('|') + 1) }),
  delete: { call: 'DeleteStage' },
})

type StageCall = Call<CallName<'apigatewayv2'>>

const resets = {
  AutoDeploy: false,
  'DefaultRouteSettings.DataTraceEnabled': false,
  'DefaultRouteSettings.DetailedMetricsEnabled': false,
  'DefaultRouteSettings.LoggingLevel': 'OFF',
}

/** UpdateStage keeps what it does not name, and adds to maps: what left them goes by calls of its own, or by an empty value. */
function calls({ id, key, now, before, form }: Change<AwsClient>): readonly StageCall[] {
  const all = withResets(before, now, { resets, id })
  const changed = Object.entries(all).filter(([name, value]) => !equal(value, before[name]))
  const variables = dropped(before.StageVariables, now.StageVariables).map(name => [name, ''] as const)
  const StageVariables = { ...record(now.StageVariables), ...Object.fromEntries(variables) }
  const change = {
    ...Object.fromEntries(changed),
    ...(variables.length === 0 ? {} : { StageVariables }),
  }
  const members = { ...key, ...toMembers(change, form) }
  return [
    ...routesToReset(before, now).map(RouteKey => drop('DeleteRouteSettings', { ...key, RouteKey })),
    ...(Object.keys(change).length === 0 ? [] : [{ action: 'UpdateStage', members } as const]),
    ...(before.AccessLogSettings !== undefined && now.AccessLogSettings === undefined
      ? [drop('DeleteAccessLogSettings', key)]
      : []),
  ]
}

function drop(action: CallName<'apigatewayv2'>, members: Members): StageCall {
  return { action, members, forgiving: true }
}

/** Routes whose settings are gone, or lack a member that they had. */
function routesToReset({ RouteSettings: before }: Properties, { RouteSettings: now }: Properties) {
  const gone = dropped(before, now)
  return Object.entries(record(before)).flatMap(([route, settings]) =>
    gone.includes(route) || dropped(settings, record(now)[route]).length > 0 ? [route] : [],
  )
}

function dropped(before: Value | undefined, now: Value | undefined): readonly string[] {
  return Object.keys(record(before)).filter(name => !Object.hasOwn(record(now), name))
}
