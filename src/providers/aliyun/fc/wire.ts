import type { ServiceWire } from '../../../model/operation.ts'
import { keptFunctions } from './kept.ts'
import { functions } from './wire-functions.ts'
import { triggers } from './wire-triggers.ts'

/** Function Compute, as the local cloud answers it. */
export const wire: ServiceWire = { operations: [...functions, ...triggers], kept: keptFunctions }
