import type { ServiceWire } from '../../../model/operation.ts'
import { keptFunctions } from './kept.ts'
import { functions } from './wire-functions.ts'
import { invocations } from './wire-invocations.ts'
import { namespaces } from './wire-namespaces.ts'
import { triggers } from './wire-triggers.ts'

/** SCF, as the local cloud answers it. */
export const wire: ServiceWire = {
  operations: [...functions, ...invocations, ...namespaces, ...triggers],
  kept: keptFunctions,
}
