import type { Source } from '../../../model/source.ts'

/** State machines, which the local cloud keeps. */
export const source: Source = {
  types: ['AWS::StepFunctions::StateMachine'],
  read: things => ({
    unsupported: things
      .ofType('AWS::StepFunctions::StateMachine')
      .map(({ id }) => `the state machine ${id}: it is kept and never started here`),
  }),
}
