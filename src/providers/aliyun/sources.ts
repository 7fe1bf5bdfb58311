import type { Source } from '../../model/source.ts'
import { source as fc } from './fc/source.ts'

/** What the local cloud runs of Aliyun, service by service. */
export const sources: readonly Source[] = [fc]
