import type { Source } from './source.ts'
import { timer } from './timer.ts'

/** What fires events by itself in a local cloud. */
export const sources: readonly Source[] = [timer]
