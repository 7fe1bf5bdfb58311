import { cdn } from './cdn.ts'
import { datahub, rds } from './gone.ts'
import { http } from './http.ts'
import { log } from './log.ts'
import { object } from './object.ts'
import { table } from './table.ts'
import { timer } from './timer.ts'
import { topic } from './topic.ts'
import type { TriggerType } from './trigger.ts'

/** The kinds of events that a function of a template may have. */
export const triggers: readonly TriggerType[] = [http, timer, object, log, topic, table, cdn, rds, datahub]
