import { isList, isRecord, list, type Properties, record, type Value } from '../../../model/value.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'
import { oneWay } from '../../kit/one-way.ts'

/**
 * Writes whom a bucket tells of its changes as S3 takes it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 */
export const notification = oneWay(
  value => {
    const { LambdaConfigurations, QueueConfigurations, TopicConfigurations, EventBridgeConfiguration } =
      record(value)
    return omitUndefined<Value>({
      LambdaFunctionConfigurations: each(LambdaConfigurations, 'Function', 'LambdaFunctionArn'),
      QueueConfigurations: each(QueueConfigurations, 'Queue', 'QueueArn'),
      TopicConfigurations: each(TopicConfigurations, 'Topic', 'TopicArn'),
      // S3 knows no "off": EventBridge is told where the member is there.
      EventBridgeConfiguration: isOn(EventBridgeConfiguration) ? {} : undefined,
    })
  },
  live => lowered(live),
)

function isOn(value: Value | undefined): boolean {
  return isRecord(value) && String(value.EventBridgeEnabled ?? true).toLowerCase() !== 'false'
}

function each(items: Value | undefined, from: string, to: string): Value | undefined {
  return items === undefined ? undefined : list(items).map(item => target(record(item), from, to))
}

function target({ Event, Filter, ...rest }: Properties, from: string, to: string): Properties {
  const { [from]: arn = null, ...more } = rest
  const rules = record(record(Filter).S3Key).Rules
  return {
    [to]: arn,
    Events: [Event ?? ''],
    ...more,
    ...(rules === undefined ? {} : { Filter: { Key: { FilterRules: lowered(rules) } } }),
  }
}

/** S3 answers `Prefix` for `prefix`. */
function lowered(value: Value): Value {
  if (isList(value)) return value.map(lowered)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      name === 'Name' ? String(item).toLowerCase() : lowered(item),
    ]),
  )
}
