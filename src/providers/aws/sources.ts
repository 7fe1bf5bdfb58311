import type { Source } from '../../model/source.ts'
import { source as apiGateway } from './api-gateway/source.ts'
import { source as apiGatewayV2 } from './api-gateway-v2/source.ts'
import { source as events } from './events/source.ts'
import { source as lambda } from './lambda/source.ts'

/** What the local cloud runs of AWS, service by service. */
export const sources: readonly Source[] = [lambda, apiGateway, apiGatewayV2, events]
