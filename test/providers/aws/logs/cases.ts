import type { Properties } from '../../../../src/model/value.ts'
import type { Case, Need } from '../../../support/lifecycle-cases.ts'

const use = (index: number, attribute: string): Properties => ({ use: [index, attribute] })
const group: Need = { type: 'AWS::Logs::LogGroup', name: '/shop', properties: {} }
const metric = { MetricName: 'Errors', MetricNamespace: 'Shop', MetricValue: '1' }

/** What is done with the lines of a log group. */
export const cases: readonly Case[] = [
  {
    type: 'AWS::Logs::SubscriptionFilter',
    name: 'errors',
    needs: [group],
    first: {
      LogGroupName: use(0, 'Ref'),
      FilterName: 'errors',
      FilterPattern: 'ERROR',
      DestinationArn: 'arn:aws:kinesis:eu-west-1:000000000000:stream/lines',
      RoleArn: 'arn:aws:iam::000000000000:role/r',
      Distribution: 'Random',
    },
    second: {
      LogGroupName: use(0, 'Ref'),
      FilterName: 'errors',
      FilterPattern: '',
      DestinationArn: 'arn:aws:lambda:eu-west-1:000000000000:function:hello',
    },
    ours: { FilterPattern: 'other' },
  },
  {
    type: 'AWS::Logs::MetricFilter',
    name: 'errors',
    needs: [group],
    first: {
      LogGroupName: use(0, 'Ref'),
      FilterPattern: '{ $.level = "error" }',
      MetricTransformations: [{ ...metric, Dimensions: [{ Key: 'kind', Value: '$.kind' }], Unit: 'Count' }],
    },
    second: {
      LogGroupName: use(0, 'Ref'),
      FilterPattern: 'ERROR',
      MetricTransformations: [{ ...metric, DefaultValue: 0 }],
    },
    ours: { FilterPattern: 'other' },
  },
]
