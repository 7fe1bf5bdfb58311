import type { Value } from '../../../model/value.ts'

/**
 * Tells whether a name as templates write it, bare or with a qualifier, a partial ARN or a whole one, is of the function
 * that an ARN names.
 * @example isSameFunction('hello:live', 'arn:aws:lambda:eu-west-1:000000000000:function:hello:live') // true
 */
export function isSameFunction(named: Value, arn: Value): boolean {
  return nameOf(named) === nameOf(arn)
}

function nameOf(value: Value): string {
  return String(value).replace(/^.*function:/, '')
}
