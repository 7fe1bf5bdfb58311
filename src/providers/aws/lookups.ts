import { joinLookupResults, noLookupResults } from '../../model/lookup-results.ts'
import type { LookupReply, Lookups } from '../../model/lookups.ts'
import type { AwsClient } from './client.ts'
import { askExports } from './cloudformation/lookup.ts'
import { askZones } from './ec2/lookup.ts'
import { askSecrets } from './secrets-manager/lookup.ts'
import { askParameters } from './ssm/lookup.ts'

/** Asks the services of AWS, all at once, for what a template names. */
export async function lookUp(client: AwsClient, questions: Lookups): Promise<LookupReply> {
  const asked = await Promise.all(
    [askParameters, askSecrets, askExports, askZones].map(service => service(client, questions)),
  )
  return {
    lookupResults: asked.reduce(
      (all, { lookupResults }) => joinLookupResults(all, lookupResults),
      noLookupResults,
    ),
    remarks: asked.flatMap(({ remarks }) => remarks),
  }
}
