import type { Case, Need } from '../../../support/lifecycle-cases.ts'
import { tags, use } from '../needs.ts'

const application: Need = {
  type: 'AWS::CodeDeploy::Application',
  name: 'shop-releases',
  properties: { ComputePlatform: 'Lambda' },
}
const group = {
  ApplicationName: use(0, 'Ref'),
  ServiceRoleArn: 'arn:aws:iam::000000000000:role/releases',
  DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
  DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
}

/** Applications of CodeDeploy and their groups. */
export const codeDeployCases: readonly Case[] = [
  {
    type: 'AWS::CodeDeploy::Application',
    name: 'shop-releases',
    first: { ComputePlatform: 'Lambda', Tags: tags },
    second: { ComputePlatform: 'Lambda', Tags: [{ Key: 'cost', Value: 'b' }] },
  },
  {
    type: 'AWS::CodeDeploy::DeploymentGroup',
    name: 'hello',
    needs: [application],
    first: {
      ...group,
      AlarmConfiguration: { Enabled: true, Alarms: [{ Name: 'errors' }, { Name: 'latency' }] },
      AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE'] },
      TriggerConfigurations: [
        {
          TriggerName: 'tell',
          TriggerTargetArn: 'arn:aws:sns:eu-west-1:000000000000:releases',
          TriggerEvents: ['DeploymentFailure'],
        },
      ],
      Tags: tags,
    },
    second: {
      ...group,
      AutoScalingGroups: ['machines'],
      Ec2TagFilters: [{ Key: 'team', Type: 'KEY_AND_VALUE', Value: 'a' }],
      OnPremisesTagSet: {
        OnPremisesTagSetList: [{ OnPremisesTagGroup: [{ Key: 'team', Type: 'KEY_ONLY' }] }],
      },
      OutdatedInstancesStrategy: 'IGNORE',
    },
  },
]
