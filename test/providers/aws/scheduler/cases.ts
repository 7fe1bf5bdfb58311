import type { Properties } from '../../../../src/model/value.ts'
import type { Case, Need } from '../../../support/lifecycle-cases.ts'
import { use } from '../needs.ts'

const group: Need = { type: 'AWS::Scheduler::ScheduleGroup', name: 'shop-jobs', properties: {} }
const target = (function_: string): Properties => ({
  Arn: `arn:aws:lambda:eu-west-1:000000000000:function:${function_}`,
  RoleArn: 'arn:aws:iam::000000000000:role/calls',
})

/** Schedules and their groups. */
export const schedulerCases: readonly Case[] = [
  {
    type: 'AWS::Scheduler::Schedule',
    name: 'every-day',
    needs: [group],
    first: {
      GroupName: use(0, 'Ref'),
      Description: 'Counts the orders',
      ScheduleExpression: 'cron(0 8 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Paris',
      StartDate: '2031-01-01T08:00:00Z',
      EndDate: '2032-01-01T08:00:00.000Z',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 5 },
      State: 'DISABLED',
      Target: { ...target('count'), Input: '{"a":1}', RetryPolicy: { MaximumRetryAttempts: 2 } },
    },
    second: {
      GroupName: use(0, 'Ref'),
      ScheduleExpression: 'rate(1 day)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: target('sum'),
    },
  },
  {
    type: 'AWS::Scheduler::Schedule',
    name: 'once',
    first: {
      Name: 'once',
      ScheduleExpression: 'at(2031-01-01T08:00:00)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: target('count'),
    },
    second: {
      Name: 'once',
      ScheduleExpression: 'at(2031-01-01T08:00:00)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: 'DISABLED',
      Target: target('count'),
    },
  },
  {
    type: 'AWS::Scheduler::ScheduleGroup',
    name: 'shop-jobs',
    first: { Tags: [{ Key: 'team', Value: 'a/b: c@d' }] },
    second: { Tags: [{ Key: 'cost', Value: 'b' }] },
  },
]
