import type { Service } from '../../../model/provider.ts'
import { source } from './source.ts'

/** What fnx does with Step Functions. */
export const service = {
  name: 'states',
  title: 'Step Functions',
  types: {
    'AWS::StepFunctions::StateMachine': async () => (await import('./state-machine.ts')).stateMachine,
    'AWS::StepFunctions::StateMachineAlias': async () =>
      (await import('./state-machine-alias.ts')).stateMachineAlias,
    'AWS::StepFunctions::StateMachineVersion': async () =>
      (await import('./state-machine-version.ts')).stateMachineVersion,
  },
  source,
  client: async () => (await import('./client.ts')).states,
  reference: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_{operation}.html',
  wire: async () => (await import('./wire.ts')).wire,
} satisfies Service
