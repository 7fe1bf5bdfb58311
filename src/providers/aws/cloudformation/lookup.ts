import { FnxError } from '../../../model/diagnostic.ts'
import { noLookupResults } from '../../../model/lookup-results.ts'
import type { LookupReply, Lookups } from '../../../model/lookups.ts'
import type { AwsClient } from '../client.ts'
import { denial } from '../kit/denial.ts'

/** Asks CloudFormation for exports that no stack of fnx has; what it has not either is left without an answer. */
export async function askExports(client: AwsClient, { exports: names }: Lookups): Promise<LookupReply> {
  if (names.length === 0) return { lookupResults: noLookupResults, remarks: [] }
  try {
    const found = (await listed(client)).filter(([name]) => names.includes(name))
    return { lookupResults: { ...noLookupResults, exports: Object.fromEntries(found) }, remarks: [] }
  } catch (error) {
    if (error instanceof FnxError) throw error
    return { lookupResults: noLookupResults, remarks: [denial(error, { of: 'exports', names })] }
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
