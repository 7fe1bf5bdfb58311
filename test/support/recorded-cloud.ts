import type { Properties } from '../../src/model/value.ts'
import type { AwsClient } from '../../src/providers/aws/client.ts'

/** A call that a resource type made. */
export interface RecordedCall {
  readonly action: string
  readonly members: Properties
}

/** What a call is answered: a map, or an error that it throws. */
export type Answers = Readonly<
  Record<string, Properties | Error | ((members: Properties) => Properties | Error)>
>

/** Makes an error as the SDK throws it. */
export function sdkError(name: string, message = name): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: 400 } })
}

/** Makes a client of AWS that records each call and answers from a table; what is not in it is answered by nothing. */
export function recordedCloud(answers: Answers = {}): {
  readonly client: AwsClient
  readonly calls: RecordedCall[]
} {
  const calls: RecordedCall[] = []
  const call = async (_service: string, action: string, input: Readonly<Record<string, unknown>>) => {
    const members = JSON.parse(JSON.stringify(input)) as Properties // calls hold JSON, and bytes that nobody looks at here
    calls.push({ action, members })
    const answer = answers[action] ?? {}
    const given = typeof answer === 'function' ? answer(members) : answer
    if (given instanceof Error) throw given
    return given
  }
  const pace = {
    attempt: <T>(send: () => Promise<T>) => send(),
    until: async <T>(probe: () => Promise<T | undefined>) => {
      for (let tries = 0; tries < 20; tries++) {
        const found = await probe()
        if (found !== undefined) return found
      }
      throw new Error('waited in vain')
    },
    exclusive: <T>(_key: string, work: () => Promise<T>) => work(),
  }
  const place = { account: '111122223333', region: 'eu-central-1', partition: 'aws', pace }
  // A table of answers stands for the SDK, whose calls each have a type of their own.
  return { client: { ...place, call } as unknown as AwsClient, calls }
}
