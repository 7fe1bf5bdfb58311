import { type LookupResults, noLookupResults } from '../model/lookup-results.ts'
import { member, own, type Properties, record, text, type Value } from '../model/value.ts'
import { type Holder, isSecretDefinition, storedType } from './parameters.ts'

/** Where the values of parameters come from. */
export interface Sources {
  /** From `--parameter-overrides`. */
  readonly given: Readonly<Record<string, string>>
  readonly lookupResults?: LookupResults | undefined
  readonly holder?: Holder | undefined
}

/**
 * Gives what a transform is passed for the parameters of a template: the texts that were given, and defaults as they are
 * written. Secrets are left out, because what a transform makes of them would stand in clear; so is what the cloud's
 * parameter store holds as long as it was not asked.
 */
export function passedParameters(
  definitions: Properties,
  { given, lookupResults = noLookupResults, holder }: Sources,
): Properties {
  const defaults = Object.entries(definitions).flatMap(([name, definition]): [string, Value][] => {
    const value = member(record(definition), 'Default')
    return value === undefined || holder?.later.includes(name) ? [] : [[name, value]]
  })
  const passed = [...defaults, ...Object.entries(given)].flatMap(([name, value]): [string, Value][] => {
    const definition = record(member(definitions, name))
    if (isSecretDefinition(definition)) return []
    if (storedType(text(member(definition, 'Type')) ?? '') === undefined) return [[name, value]]
    const stored = own(lookupResults.parameters, name)
    return stored === undefined ? [] : [[name, stored]]
  })
  return Object.fromEntries(passed)
}
