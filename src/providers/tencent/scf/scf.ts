import { FnxError } from '../../../model/diagnostic.ts'
import { list, type Properties, record, text } from '../../../model/value.ts'
import type { TencentClient } from '../client.ts'
import { isMissing } from '../diagnose.ts'

/** A function by namespace and name; its physical ID joins them by `|`. */
export interface FunctionName {
  readonly Namespace: string
  readonly FunctionName: string
}

/** Takes the physical ID of a function or trigger apart. */
export function functionName(physicalId: string): FunctionName {
  const [Namespace = 'default', FunctionName = ''] = physicalId.split('|')
  return { Namespace, FunctionName }
}

/** Gives what SCF knows of a function, or nothing when there is none. */
export async function getFunction(
  client: TencentClient,
  name: FunctionName,
): Promise<Properties | undefined> {
  return await unlessMissing(
    client.api({ service: 'scf', action: 'GetFunction', input: { ...name }, repeatable: true }),
  )
}

/** Gives nothing for what is not there. */
export async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** Waits until a function takes writes again and gives it; a function that failed throws SCF's reason. */
export async function active(client: TencentClient, name: FunctionName): Promise<Properties> {
  return await client.pace.until(
    async () => {
      const fn = await getFunction(client, name)
      const status = text(fn?.Status) ?? 'Creating'
      if (status.endsWith('Failed')) throw new FnxError(failure(name, status, fn ?? {}))
      return status === 'Active' ? fn : undefined
    },
    { what: `function ${name.FunctionName} to be active` },
  )
}

/** Waits until a function is gone. */
export async function gone(client: TencentClient, name: FunctionName): Promise<void> {
  await client.pace.until(async () => ((await getFunction(client, name)) === undefined ? true : undefined), {
    what: `function ${name.FunctionName} to be gone`,
  })
}

function failure({ FunctionName }: FunctionName, status: string, fn: Properties) {
  const reasons = list(fn.StatusReasons).map(reason => text(record(reason).ErrorMessage))
  const why =
    reasons.filter(reason => reason !== undefined).join('; ') || text(fn.StatusDesc) || 'no reason was given'
  return {
    code: 'E6401',
    message: `Function ${FunctionName} is in the state ${status}: ${why}.`,
    hint: 'Mend what SCF names, then deploy again: fnx makes or updates the function anew.',
  }
}
