import type { Properties } from '../../../../src/model/value.ts'
import type { Case, Need } from '../../../support/lifecycle-cases.ts'
import { use } from '../needs.ts'

const role: Need = {
  type: 'AWS::IAM::Role',
  name: 'runs',
  properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: ['states.amazonaws.com'] }, Action: ['sts:AssumeRole'] },
      ],
    },
  },
}

const definition = (Resource: string): Properties => ({
  StartAt: 'Only',
  States: { Only: { Type: 'Task', Resource, TimeoutSeconds: 5, End: true } },
})

const machine: Need = {
  type: 'AWS::StepFunctions::StateMachine',
  name: 'shop-orders',
  properties: {
    RoleArn: use(0, 'Arn'),
    Definition: definition('arn:aws:lambda:eu-west-1:000000000000:function:one'),
  },
}
const version: Need = {
  type: 'AWS::StepFunctions::StateMachineVersion',
  name: '',
  properties: { StateMachineArn: use(1, 'Ref') },
}

/** State machines with what is published of them. */
export const stepFunctionsCases: readonly Case[] = [
  {
    type: 'AWS::StepFunctions::StateMachine',
    name: 'shop-orders',
    needs: [role],
    first: {
      RoleArn: use(0, 'Arn'),
      Definition: definition('${Hello}'),
      DefinitionSubstitutions: {
        Hello: 'arn:aws:lambda:${Region}:000000000000:function:hello',
        Region: 'eu-west-1',
      },
      StateMachineType: 'STANDARD',
      LoggingConfiguration: {
        Level: 'ALL',
        IncludeExecutionData: true,
        Destinations: [
          {
            CloudWatchLogsLogGroup: { LogGroupArn: 'arn:aws:logs:eu-west-1:000000000000:log-group:orders:*' },
          },
        ],
      },
      TracingConfiguration: { Enabled: true },
      Tags: [{ Key: 'team', Value: 'a/b: c@d' }],
    },
    second: {
      RoleArn: use(0, 'Arn'),
      DefinitionString: JSON.stringify(
        definition('arn:aws:lambda:eu-west-1:000000000000:function:bye'),
        null,
        2,
      ),
      StateMachineType: 'STANDARD',
      EncryptionConfiguration: { Type: 'AWS_OWNED_KEY' },
    },
  },
  {
    type: 'AWS::StepFunctions::StateMachineVersion',
    name: '',
    needs: [role, machine],
    first: { StateMachineArn: use(1, 'Ref'), Description: 'One', StateMachineRevisionId: 'INITIAL' },
    second: { StateMachineArn: use(1, 'Ref'), Description: 'One', StateMachineRevisionId: 'INITIAL' },
  },
  {
    type: 'AWS::StepFunctions::StateMachineAlias',
    name: 'live',
    needs: [role, machine, version],
    first: {
      Description: 'Now',
      DeploymentPreference: { Type: 'ALL_AT_ONCE', StateMachineVersionArn: use(2, 'Ref') },
    },
    second: { RoutingConfiguration: [{ StateMachineVersionArn: use(2, 'Ref'), Weight: 100 }] },
  },
]
