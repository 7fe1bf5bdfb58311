import type { Input, ResourceType } from '../../../model/provider.ts'
import { list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { Session } from '../../kit/call.ts'
import { type Form, toMembers } from '../../kit/form.ts'
import { byAnswer, type Thing } from '../../kit/identifier.ts'
import { foreign, isOfStack } from '../../kit/ownership.ts'
import { withResets } from '../../kit/parts.ts'
import { readTags } from '../../kit/tags.ts'
import { camelCase } from '../api-gateway/camel-case.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { made } from '../kit/recipe.ts'

type Aliases = Session<AwsClient, CallName<'states'>>

const type = 'AWS::StepFunctions::StateMachineAlias'
const step = 'fnx moves an alias of a state machine to its new version at once'
const form: Form = { spelling: camelCase }
const routing = ['DeploymentPreference', 'RoutingConfiguration']

/** A name for one version of a state machine, or for two; its physical ID is its ARN. */
export const stateMachineAlias: ResourceType<AwsClient> = made('states', {
  type,
  naming: { max: 80, allowed: /[\w.-]/ },
  nameProperty: 'Name',
  id: {
    ...byAnswer('stateMachineAliasArn', { member: 'stateMachineAliasArn', name: 'name' }),
    takes: ['StateMachineArn'],
  },
  form,
  omits: {
    'DeploymentPreference.Alarms': step,
    'DeploymentPreference.Interval': step,
    'DeploymentPreference.Percentage': step,
  },
  create: {
    call: 'CreateStateMachineAlias',
    takes: ['Description'],
    written: routing,
    members: ({ properties }) => routesOf(properties),
    // The call gives an alias that there is already when it routes alike.
    overwrites: async ({ ask }, input) =>
      (await ask('DescribeStateMachineAlias', keyOf(input))) !== undefined,
  },
  parts: [
    {
      takes: ['Description', ...routing],
      calls({ key, id, now, before }) {
        const { Description } = withResets(before, now, { resets: { Description: '' }, id })
        const described = Description === undefined ? {} : toMembers({ Description }, form)
        return [{ action: 'UpdateStateMachineAlias', members: { ...key, ...described, ...routesOf(now) } }]
      },
    },
  ],
  replaces: { StateMachineArn: 'an alias stays with the state machine of its versions' },
  async show({ ask }, { DeploymentPreference }) {
    const live = await ask('DescribeStateMachineAlias')
    if (live === undefined || DeploymentPreference === undefined) return live && { live }
    const [route] = list(live.routingConfiguration).map(record)
    const preference = { stateMachineVersionArn: route?.stateMachineVersionArn ?? '' }
    return {
      live: {
        ...live,
        deploymentPreference: { ...toMembers(record(DeploymentPreference), form), ...preference },
      },
    }
  },
  async search(session, sought) {
    const found = await session.ask('DescribeStateMachineAlias', keyOf(sought))
    if (found === undefined) return undefined
    // An alias carries no tags; those of its machine say whose both are.
    if (!isOfStack(await machineTags(session, sought), sought)) throw foreign(type, sought.name)
    return text(found.stateMachineAliasArn)
  },
  attributes: ({ id }) => ({ Arn: id }),
  delete: { call: 'DeleteStateMachineAlias' },
})

/** All traffic goes to the version that a preference names. */
function routesOf({ DeploymentPreference, RoutingConfiguration }: Properties): Properties {
  const all = {
    StateMachineVersionArn: record(DeploymentPreference).StateMachineVersionArn ?? '',
    Weight: 100,
  }
  const routes: Value = DeploymentPreference === undefined ? (RoutingConfiguration ?? []) : [all]
  return toMembers({ RoutingConfiguration: routes }, form)
}

function machineOf({ properties }: Thing): string {
  const [route] = list(routesOf(properties).routingConfiguration).map(record)
  return text(properties.StateMachineArn) ?? String(route?.stateMachineVersionArn).replace(/:\d+$/, '')
}

function keyOf(thing: Thing | Input): Properties {
  return { stateMachineAliasArn: `${machineOf(thing)}:${thing.name}` }
}

async function machineTags({ ask }: Aliases, thing: Thing) {
  const found = await ask('ListTagsForResource', { resourceArn: machineOf(thing) })
  return readTags(found?.tags, { name: 'key', value: 'value' })
}
