import type { ServiceWire } from '../../../model/operation.ts'
import { policies } from './wire-policies.ts'
import { roles } from './wire-roles.ts'

/** RAM, as the local cloud answers it. */
export const wire: ServiceWire = { operations: [...policies, ...roles] }
