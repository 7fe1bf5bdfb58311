import { list, member, type Properties, record, text, type Value } from '../model/value.ts'

/**
 * Gives every parameter that has no value yet one that it might get, so that a transform which needs values finds what is
 * wrong with the rest of a template. What is made with them is good for checking alone.
 */
export function withSamples(definitions: Properties, handed: Properties): Properties {
  const missing = Object.entries(definitions).filter(([name]) => !Object.hasOwn(handed, name))
  const samples = missing.map(([name, definition]): [string, Value] => [name, sampleOf(record(definition))])
  return { ...Object.fromEntries(samples), ...handed }
}

function sampleOf(definition: Properties): Value {
  const [allowed] = list(member(definition, 'AllowedValues'))
  if (allowed !== undefined) return allowed
  const isNumber = text(member(definition, 'Type'))?.includes('Number') === true
  return isNumber ? (text(member(definition, 'MinValue')) ?? '1') : 'sample'
}
