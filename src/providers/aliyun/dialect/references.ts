import { callOf, isList, isRecord, list, type Value } from '../../../model/value.ts'

/** Puts the name of a service where a template refers to it, since FC 3.0 has no services to refer to. */
export function withoutServices(value: Value, services: ReadonlySet<string>): Value {
  if (services.size === 0) return value
  if (isList(value)) return value.map(item => withoutServices(item, services))
  if (!isRecord(value)) return value
  const named = serviceOf(value, services)
  if (named !== undefined) return named
  const entries = Object.entries(value).map(([key, item]) => [key, withoutServices(item, services)])
  return Object.fromEntries(entries)
}

/** Gives the service that a call refers to, or nothing. */
export function serviceOf(value: Value, services: ReadonlySet<string>): string | undefined {
  const call = callOf(value)
  const [name] =
    call?.name === 'Ref'
      ? [call.argument]
      : call?.name === 'Fn::GetAtt'
        ? typeof call.argument === 'string'
          ? call.argument.split('.')
          : list(call.argument)
        : []
  return typeof name === 'string' && services.has(name) ? name : undefined
}
