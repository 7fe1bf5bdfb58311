import { FnxError } from '../../../model/diagnostic.ts'
import { type Properties, record, text } from '../../../model/value.ts'
import type { Call, Members } from '../../kit/call.ts'
import type { Part } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import type { Functions } from './active.ts'

type Calls = readonly Call<CallName<'lambda'>>[]

/** The environments that are kept warm for a version or an alias; `place` names it in calls. */
export function provisionedConcurrency(place: (id: string) => Members): Part<AwsClient, CallName<'lambda'>> {
  return {
    takes: ['ProvisionedConcurrencyConfig'],
    calls({ id, now }): Calls {
      const config = now.ProvisionedConcurrencyConfig
      if (config === undefined)
        return [{ action: 'DeleteProvisionedConcurrencyConfig', members: place(id), forgiving: true }]
      return [{ action: 'PutProvisionedConcurrencyConfig', members: { ...place(id), ...record(config) } }]
    },
    settle: session => untilWarm(session, place(session.id)),
    async reads({ id, ask }) {
      const found = await ask('GetProvisionedConcurrencyConfig', place(id))
      const executions = found?.RequestedProvisionedConcurrentExecutions
      if (executions === undefined) return { ProvisionedConcurrencyConfig: null }
      return { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: executions } }
    },
  }
}

/** Environments are made in the background: https://docs.aws.amazon.com/lambda/latest/api/API_GetProvisionedConcurrencyConfig.html */
async function untilWarm({ client, id, ask }: Functions, place: Members): Promise<void> {
  const probe = async (): Promise<Properties | undefined> => {
    const found = await ask('GetProvisionedConcurrencyConfig', place)
    if (found?.Status === 'FAILED') throw failed(id, found)
    return found?.Status === 'IN_PROGRESS' ? undefined : (found ?? {})
  }
  await client.pace.until(probe, { what: `the provisioned concurrency of ${id}`, limit: 900 })
}

function failed(id: string, { StatusReason }: Properties): FnxError {
  return new FnxError({
    code: 'E6203',
    message: `${id} did not get its provisioned concurrency: ${(text(StatusReason) || 'no reason was given').replace(/\.$/, '')}.`,
    hint: 'Correct what the reason names, then deploy again.',
  })
}
