import { api } from './api.ts'
import { eventRule } from './event-rule.ts'
import { httpApi } from './http-api.ts'
import { schedule } from './schedule.ts'
import type { FunctionTrigger } from './trigger.ts'

/** The events of functions, by the word in the template. */
export const functionTriggers: Readonly<Record<string, FunctionTrigger>> = {
  Api: api,
  HttpApi: httpApi,
  Schedule: schedule,
  CloudWatchEvent: eventRule,
  EventBridgeRule: eventRule,
}
