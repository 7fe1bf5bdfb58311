import { ckafka } from './ckafka.ts'
import { cmq } from './cmq.ts'
import { cos } from './cos.ts'
import type { EventType } from './event-type.ts'
import { apiGateway, http } from './http.ts'
import { timer } from './timer.ts'

/** The table of event types. */
export const eventTypes: readonly EventType[] = [timer, http, apiGateway, cos, ckafka, cmq]
