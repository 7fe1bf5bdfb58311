import type { Rule, RuleInput } from '../../../../model/dialect.ts'
import { callOf, isList, own, record, type Value } from '../../../../model/value.ts'

const streams = new Set(['AWS::Kinesis::Stream', 'AWS::Kinesis::StreamConsumer', 'AWS::DynamoDB::Table'])

/** Refuses a source that is a stream of this template and does not say where to begin. */
export const startingPosition: Rule = {
  code: 'E4227',
  title: 'Stream without a starting position',
  why: 'Lambda must be told where in a stream to begin.',
  *check(input) {
    for (const { logicalId, type, body, path } of input.resources) {
      const properties = record(body.Properties)
      if (type !== 'AWS::Lambda::EventSourceMapping' || properties.StartingPosition !== undefined) continue
      if (streams.has(typeBehind(properties.EventSourceArn, input) ?? ''))
        yield {
          path: body.Properties === undefined ? path : [...path, 'Properties'],
          part: 'key',
          message: `${logicalId} reads a stream and needs "StartingPosition".`,
          hint: 'Write StartingPosition: LATEST, or TRIM_HORIZON for all that the stream still holds.',
        }
    }
  },
}

function typeBehind(value: Value | undefined, { deployed }: RuleInput): string | undefined {
  const call = callOf(value)
  if (call?.name !== 'Fn::GetAtt') return undefined
  const id = isList(call.argument) ? call.argument[0] : String(call.argument).split('.', 1)[0]
  return own(deployed, String(id))
}
