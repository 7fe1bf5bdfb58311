import type { Source } from '../../model/source.ts'
import { source as scf } from './scf/source.ts'

/** What the local cloud runs of Tencent Cloud, service by service. */
export const sources: readonly Source[] = [scf]
