import type { Diagnostic } from '../model/diagnostic.ts'
import { FnxError } from '../model/diagnostic.ts'
import { kindOfCode } from '../model/error-kind.ts'
import type { Diagnosis } from '../model/provider.ts'

/** What a provider makes of an error. */
export type Diagnose = (error: unknown) => Diagnosis

/** Sorts an error: one of ours by its code, any other as the provider knows it. */
export function diagnosisOf(error: unknown, diagnose: Diagnose): Diagnosis {
  const [own] = error instanceof FnxError ? error.diagnostics : []
  return own === undefined ? diagnose(error) : { kind: kindOfCode(own.code), diagnostic: own }
}

/** Says that a run was interrupted; with the exit code of one. */
export function interrupted(): FnxError {
  const diagnostic: Diagnostic = {
    code: 'E6104',
    message: 'The run was interrupted while it waited for the cloud.',
    hint: 'Run the command again; it goes on from here.',
  }
  return new FnxError(diagnostic, 130)
}

/** Says that a plan names what the state does not have. */
export function gone(logicalId: string): FnxError {
  return new FnxError({
    code: 'E6105',
    message: `The plan changes ${logicalId}, which the state does not have. This is a bug in fnx.`,
  })
}
