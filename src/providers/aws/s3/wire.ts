import type { AwsWire } from '../protocols/service-wire.ts'
import { buckets } from './wire-buckets.ts'
import { objects } from './wire-objects.ts'
import { s3Refusal } from './wire-service.ts'

/** S3, as the local cloud answers it. */
export const wire: AwsWire = {
  operations: [...buckets, ...objects],
  refusal: (fault, request) => s3Refusal(request, fault),
}
