import type { Operation, WireReply } from '../../../model/operation.ts'
import type { Fault } from '../protocols/fault.ts'
import { formOf } from '../protocols/query.ts'
import { regionOf } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { xml } from '../protocols/xml.ts'

const space = ' xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"'
const headers = { 'content-type': 'text/xml;charset=UTF-8' }

/** EC2's call that names the zones of a region; every region of the local cloud has three. */
const zones: readonly Operation[] = [
  {
    service: 'ec2',
    name: 'DescribeAvailabilityZones',
    mutates: false,
    handle(call) {
      const region = regionOf(call)
      const asked = [...formOf(call.request)].flatMap(([key, name]) =>
        /^ZoneName\./.test(key) ? [name] : [],
      )
      const all = ['a', 'b', 'c'].map((letter, index) => zoneOf(region, `${region}${letter}`, index + 1))
      const item = asked.length === 0 ? all : all.filter(({ zoneName }) => asked.includes(zoneName))
      const answer = { requestId: call.id(), availabilityZoneInfo: { item } }
      return { status: 200, headers, body: xml('DescribeAvailabilityZonesResponse', answer, space) }
    },
  },
]

function zoneOf(regionName: string, zoneName: string, number: number) {
  return {
    zoneName,
    zoneState: 'available',
    regionName,
    zoneId: `${regionName.replace(/[^a-z0-9]/g, '')}-az${number}`,
    optInStatus: 'opt-in-not-required',
    groupName: `${regionName}-1`,
    networkBorderGroup: regionName,
    zoneType: 'availability-zone',
  }
}

/** Says an error as EC2 does, which wraps it otherwise than the other query services. */
function ec2Refusal({ status, code, message }: Fault): WireReply {
  const Errors = { Error: { Code: code, Message: message } }
  return { status, headers, body: xml('Response', { Errors, RequestID: 'fnx' }) }
}

/** EC2, as the local cloud answers it. */
export const wire: AwsWire = {
  operations: zones,
  forms: true,
  throttled: 'RequestLimitExceeded',
  refusal: ec2Refusal,
}
