import { noAnswers } from '../../../model/answers.ts'
import { FnxError } from '../../../model/diagnostic.ts'
import type { Asked, Questions } from '../../../model/questions.ts'
import type { AwsClient } from '../client.ts'
import { denial } from '../kit/denial.ts'

/** Asks CloudFormation for exports that no stack of fnx has; what it has not either is left without an answer. */
export async function askExports(client: AwsClient, { exports: names }: Questions): Promise<Asked> {
  if (names.length === 0) return { answers: noAnswers, remarks: [] }
  try {
    const found = (await listed(client)).filter(([name]) => names.includes(name))
    return { answers: { ...noAnswers, exports: Object.fromEntries(found) }, remarks: [] }
  } catch (error) {
    if (error instanceof FnxError) throw error
    return { answers: noAnswers, remarks: [denial(error, { of: 'exports', names })] }
  }
}

async function listed(client: AwsClient): Promise<readonly (readonly [string, string])[]> {
  const found: (readonly [string, string])[] = []
  let token: string | undefined
  do {
    const page = await client.call(
      'cloudformation',
      'ListExports',
      token === undefined ? {} : { NextToken: token },
    )
    for (const { Name = '', Value = '' } of page.Exports ?? []) found.push([Name, Value])
    token = page.NextToken
  } while (token !== undefined)
  return found
}
