import { FnxError } from '../../../model/diagnostic.ts'
import { noLookupResults } from '../../../model/lookup-results.ts'
import type { LookupRemark, LookupReply, Lookups } from '../../../model/lookups.ts'
import type { AwsClient } from '../client.ts'
import { denial } from '../kit/denial.ts'

/** Asks EC2 for the availability zones of the region that the client calls. */
export async function askZones(client: AwsClient, { zones: regions }: Lookups): Promise<LookupReply> {
  const remarks = regions.filter(region => region !== client.region).map(region => elsewhere(region, client))
  if (!regions.includes(client.region)) return { lookupResults: noLookupResults, remarks }
  try {
    const { AvailabilityZones = [] } = await client.call('ec2', 'DescribeAvailabilityZones', {})
    const usable = AvailabilityZones.filter(
      ({ State, ZoneType = 'availability-zone' }) =>
        State === 'available' && ZoneType === 'availability-zone',
    )
    const names = usable.flatMap(({ ZoneName }) => ZoneName ?? []).sort()
    return { lookupResults: { ...noLookupResults, zones: { [client.region]: names } }, remarks }
  } catch (error) {
    if (error instanceof FnxError) throw error
    return {
      lookupResults: noLookupResults,
      remarks: [...remarks, denial(error, { of: 'zones', names: regions })],
    }
  }
}

function elsewhere(region: string, client: AwsClient): LookupRemark {
  return {
    of: 'zones',
    name: region,
    diagnostic: {
      code: 'E6208',
      message: `Fn::GetAZs asks for the zones of ${region}, and the stack goes to ${client.region}.`,
      hint: 'Write the zones of the other region down in Mappings.',
    },
  }
}
