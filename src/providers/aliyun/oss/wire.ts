import type { ServiceWire } from '../../../model/operation.ts'
import { buckets } from './wire-buckets.ts'
import { objects } from './wire-objects.ts'

/** OSS, as the local cloud answers it. */
export const wire: ServiceWire = { operations: [...buckets, ...objects] }
