import { member, type Properties, record, text, type Value } from '../model/value.ts'

/**
 * Gives what a transform is handed for the parameters of a template: the texts that were given, and defaults as they are
 * written. Secrets are left out, because what a transform makes of them would stand in clear; so is what only the cloud's
 * parameter store knows.
 */
export function handedParameters(
  definitions: Properties,
  given: Readonly<Record<string, string>>,
): Properties {
  const defaults = Object.entries(definitions).map(
    ([name, definition]) => [name, member(record(definition), 'Default')] as const,
  )
  const values: readonly (readonly [string, Value | undefined])[] = [...defaults, ...Object.entries(given)]
  const handed = values.flatMap(([name, value]) =>
    value === undefined || isClosed(record(member(definitions, name))) ? [] : [[name, value] as const],
  )
  return Object.fromEntries(handed)
}

function isClosed(definition: Properties): boolean {
  const type = text(member(definition, 'Type')) ?? ''
  return (
    text(member(definition, 'NoEcho'))?.toLowerCase() === 'true' ||
    type.startsWith('AWS::SSM::Parameter::Value')
  )
}
