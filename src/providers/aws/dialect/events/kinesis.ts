import { streamTrigger } from './stream.ts'

/** Records of a Kinesis stream. */
export const kinesis = streamTrigger({
  event: 'Kinesis',
  source: 'Stream',
  shape: { any: 'Stream* StartingPosition*' },
  policy: 'AWSLambdaKinesisExecutionRole',
})
