import type { Properties } from '../../../../model/value.ts'
import { sub } from '../calls.ts'
import type { Target } from './trigger.ts'

/** Gives the address by which API Gateway calls a function or alias. */
export function integrationUri(target: Target, partition: string, streams = false): Properties {
  const hole = target.id === target.functionId ? `\${${target.id}.Arn}` : `\${${target.id}}`
  const [version, action] = streams
    ? ['2021-11-15', 'response-streaming-invocations']
    : ['2015-03-31', 'invocations']
  return sub(`arn:${partition}:apigateway:\${AWS::Region}:lambda:path/${version}/functions/${hole}/${action}`)
}
