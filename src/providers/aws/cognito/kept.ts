import type { Store } from '../../../model/operation.ts'
import type { Thing } from '../../../model/source.ts'
import { record } from '../../../model/value.ts'
import { account, regional } from '../protocols/scope.ts'

/** The table of user pools, by region and ID: what AWS shows, and beside it second factors, clients and domains. */
export const poolTable = 'aws.cognito.pools'

/** Gives the user pools that a local cloud keeps as templates write them. */
export function keptPools(store: Store): readonly Thing[] {
  return regional(store, poolTable).map(([region, { shown }]) => ({
    id: String(record(shown).Name),
    type: 'AWS::Cognito::UserPool',
    properties: {},
    region,
    account,
  }))
}
