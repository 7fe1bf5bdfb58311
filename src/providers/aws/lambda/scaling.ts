import { record } from '../../../model/value.ts'
import type { Members } from '../../kit/call.ts'
import type { Part } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'

/** Why the limits of execution environments stay when they leave the template. */
export const scalingStays = {
  FunctionScalingConfig: 'PutFunctionScalingConfig documents no value that takes it away',
}

/** How many execution environments a function on managed instances has; `place` names what it is published as. */
export function scaling(place: (id: string) => Members): Part<AwsClient, CallName<'lambda'>> {
  return {
    takes: ['FunctionScalingConfig'],
    calls({ id, now: { FunctionScalingConfig } }) {
      if (FunctionScalingConfig === undefined) return []
      return [{ action: 'PutFunctionScalingConfig', members: { ...place(id), FunctionScalingConfig } }]
    },
    async reads({ id, ask }) {
      const found = await ask('GetFunctionScalingConfig', place(id))
      return { FunctionScalingConfig: record(found?.RequestedFunctionScalingConfig) }
    },
  }
}
