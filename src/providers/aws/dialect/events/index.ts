import { alexaSkill } from './alexa-skill.ts'
import { api } from './api.ts'
import { cloudWatchLogs } from './cloud-watch-logs.ts'
import { cognito } from './cognito.ts'
import { documentDb } from './document-db.ts'
import { dynamoDb } from './dynamo-db.ts'
import { eventRule } from './event-rule.ts'
import { httpApi } from './http-api.ts'
import { iotRule } from './iot-rule.ts'
import { kinesis } from './kinesis.ts'
import { machineApi } from './machine-api.ts'
import { machineEventRule } from './machine-event-rule.ts'
import { machineSchedule } from './machine-schedule.ts'
import { mq } from './mq.ts'
import { msk } from './msk.ts'
import { s3 } from './s3.ts'
import { schedule } from './schedule.ts'
import { machineScheduleV2, scheduleV2 } from './schedule-v2.ts'
import { selfManagedKafka } from './self-managed-kafka.ts'
import { sns } from './sns.ts'
import { sqs } from './sqs.ts'
import type { FunctionTrigger, MachineTrigger } from './trigger.ts'

/** The events of functions, by the word in the template. */
export const functionTriggers: Readonly<Record<string, FunctionTrigger>> = {
  AlexaSkill: alexaSkill,
  Api: api,
  CloudWatchEvent: eventRule,
  CloudWatchLogs: cloudWatchLogs,
  Cognito: cognito,
  DocumentDB: documentDb,
  DynamoDB: dynamoDb,
  EventBridgeRule: eventRule,
  HttpApi: httpApi,
  IoTRule: iotRule,
  Kinesis: kinesis,
  MQ: mq,
  MSK: msk,
  S3: s3,
  SNS: sns,
  SQS: sqs,
  Schedule: schedule,
  ScheduleV2: scheduleV2,
  SelfManagedKafka: selfManagedKafka,
}

/** The events of state machines, by the word in the template. */
export const machineTriggers: Readonly<Record<string, MachineTrigger>> = {
  Api: machineApi,
  CloudWatchEvent: machineEventRule,
  EventBridgeRule: machineEventRule,
  Schedule: machineSchedule,
  ScheduleV2: machineScheduleV2,
}
