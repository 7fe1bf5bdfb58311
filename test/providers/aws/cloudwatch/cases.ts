import type { Case } from '../../../support/lifecycle-cases.ts'

/** An alarm on one metric, then on a sum of two. */
export const cases: readonly Case[] = [
  {
    type: 'AWS::CloudWatch::Alarm',
    name: 'errors',
    first: {
      AlarmActions: ['arn:aws:sns:eu-west-1:000000000000:news'],
      AlarmDescription: 'Too many',
      ComparisonOperator: 'GreaterThanThreshold',
      Dimensions: [{ Name: 'FunctionName', Value: 'hello' }],
      EvaluationPeriods: 1,
      MetricName: 'Errors',
      Namespace: 'AWS/Lambda',
      Period: 60,
      Statistic: 'Sum',
      Tags: [{ Key: 'team', Value: 'a/b: c@d' }],
      Threshold: 0,
    },
    second: {
      ActionsEnabled: false,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 2,
      Metrics: [
        { Id: 'sum', Expression: 'a + 1', ReturnData: true },
        {
          Id: 'a',
          MetricStat: {
            Metric: { MetricName: 'Errors', Namespace: 'AWS/Lambda' },
            Period: 60,
            Stat: 'Sum',
          },
          ReturnData: false,
        },
      ],
      Threshold: 5,
      TreatMissingData: 'notBreaching',
    },
  },
]
