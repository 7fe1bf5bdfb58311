import { missingWays } from '../../kit/or-missing.ts'
import { diagnose } from '../diagnose.ts'

/** The two ways to live with a thing that AWS says is not there. */
export const { orMissing, ignoreMissing } = missingWays(error => diagnose(error).kind)
