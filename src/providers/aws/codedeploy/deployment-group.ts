import type { ResourceType } from '../../../model/provider.ts'
import { list, record, type Value } from '../../../model/value.ts'
import { type Codec, toMembers } from '../../kit/form.ts'
import { byName, within } from '../../kit/identifier.ts'
import { withResets } from '../../kit/parts.ts'
import { camelCase } from '../api-gateway/camel-case.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { taggedAs } from './tagging.ts'

/** What UpdateDeploymentGroup does not name stays: https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_UpdateDeploymentGroup.html */
const resets = {
  AlarmConfiguration: { Enabled: false, IgnorePollAlarmFailure: false, Alarms: [] },
  AutoRollbackConfiguration: { Enabled: false, Events: [] },
  AutoScalingGroups: [],
  ECSServices: [],
  Ec2TagFilters: [],
  Ec2TagSet: { Ec2TagSetList: [] },
  LoadBalancerInfo: {},
  OnPremisesInstanceTagFilters: [],
  OnPremisesTagSet: { OnPremisesTagSetList: [] },
  OutdatedInstancesStrategy: 'UPDATE',
  TerminationHookEnabled: false,
  TriggerConfigurations: [],
} satisfies Readonly<Record<string, Value>>

const kept = ['BlueGreenDeploymentConfiguration', 'DeploymentConfigName', 'DeploymentStyle', 'ServiceRoleArn']
const settable = [...Object.keys(resets), ...kept]

/** Of a list of lists the template names each inner one. */
function groups(name: string): Codec {
  return {
    write: value => list(value).map(one => record(one)[name] ?? []),
    read: live => list(live).map(one => ({ [name]: one })),
  }
}

/** The API shows a group of machines with the hooks that it set there. */
const scaling: Codec = {
  write: value => value,
  read: live => list(live).map(one => record(one).name ?? one),
}

/** Tags of machines are written as everywhere. */
const tagNames = ['Ec2TagFilters', 'OnPremisesInstanceTagFilters'].flatMap(filter =>
  ['Key', 'Type', 'Value'].map(name => [`${filter}.${name}`, name] as const),
)

const form = {
  spelling: camelCase,
  names: { ECSServices: 'ecsServices', ...Object.fromEntries(tagNames) },
  codecs: {
    AutoScalingGroups: scaling,
    'Ec2TagSet.Ec2TagSetList': groups('Ec2TagGroup'),
    'OnPremisesTagSet.OnPremisesTagSetList': groups('OnPremisesTagGroup'),
  },
}

/** Where deployments of an application go, and how; its physical ID is `application|group`. */
export const deploymentGroup: ResourceType<AwsClient> = made('codedeploy', {
  type: 'AWS::CodeDeploy::DeploymentGroup',
  naming: { max: 100, allowed: /[\w+=.,@-]/ },
  nameProperty: 'DeploymentGroupName',
  partOf: ['ApplicationName'],
  id: within({ parent: 'ApplicationName', member: 'applicationName' }, byName('deploymentGroupName')),
  form,
  omits: { Deployment: 'fnx starts no deployment to machines' },
  create: { call: 'CreateDeploymentGroup', takes: settable },
  parts: [
    {
      takes: settable,
      calls({ id, key: { applicationName, deploymentGroupName }, now, before }) {
        const key = { applicationName, currentDeploymentGroupName: deploymentGroupName }
        const sent = toMembers(withResets(before, now, { resets, id }), form)
        return [{ action: 'UpdateDeploymentGroup', members: { ...key, ...sent } }]
      },
      absent: resets,
    },
  ],
  stays: {
    BlueGreenDeploymentConfiguration: 'a group keeps it until it is given another one',
    DeploymentConfigName: 'a group keeps it until it is given another one',
    DeploymentStyle: 'a group keeps it until it is given another one',
  },
  tags: taggedAs(id => `deploymentgroup:${id.replace('|', '/')}`),
  async show({ ask }) {
    const answer = await ask('GetDeploymentGroup')
    return answer && { live: record(answer.deploymentGroupInfo) }
  },
  attributes: ({ id }) => ({ Ref: id.slice(id.indexOf('|') + 1) }),
  delete: { call: 'DeleteDeploymentGroup' },
})
