import { equal, holdsCall, type Properties, record, text, type Value } from '../../../model/value.ts'
import { parsed } from '../../kit/form.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'
import type { AwsClient } from '../client.ts'
import { objectAt } from '../kit/s3-object.ts'

/** Properties of a state machine that give its definition together. */
export const definitionProperties = [
  'Definition',
  'DefinitionS3Location',
  'DefinitionString',
  'DefinitionSubstitutions',
]

/** Gives the definition of a state machine as the service takes it; one that lies in S3 is read there. */
export async function definitionOf(client: AwsClient, properties: Properties): Promise<string> {
  const location = record(properties.DefinitionS3Location)
  const written = location.Bucket === undefined ? writtenIn(properties) : await objectAt(client, location)
  return filled(written ?? '', record(properties.DefinitionSubstitutions))
}

/**
 * Gives what shows a definition as the template has it: a definition with its holes filled says which values they were
 * filled with, but not where they stood.
 */
export function shownAs(known: Properties, live: Value | undefined): Properties {
  const written = writtenIn(known)
  if (written === undefined) return {}
  const values = { definitionSubstitutions: known.DefinitionSubstitutions }
  const isAsWritten =
    holdsCall(pickDefinition(known)) || isSame(filled(written, record(known.DefinitionSubstitutions)), live)
  const { Definition, DefinitionString } = known
  const shown = isAsWritten
    ? (Definition ?? DefinitionString)
    : Definition === undefined
      ? live
      : parsed(String(live))
  return omitUndefined({
    ...values,
    definition: Definition === undefined ? undefined : shown,
    definitionString: Definition === undefined ? shown : undefined,
  })
}

function pickDefinition({ Definition, DefinitionString, DefinitionSubstitutions }: Properties): Value {
  return [Definition ?? null, DefinitionString ?? null, DefinitionSubstitutions ?? null]
}

function isSame(written: string, live: Value | undefined): boolean {
  return equal(parsed(written), typeof live === 'string' ? parsed(live) : live)
}

function writtenIn({ Definition, DefinitionString }: Properties): string | undefined {
  return Definition === undefined ? text(DefinitionString) : JSON.stringify(Definition)
}

/** Fills holes, also those in what filled one, as CloudFormation does; those that nothing fills are the service's own. */
export function filled(definition: string, values: Properties): string {
  let found = definition
  // A value that leads back to its own name would be filled without end.
  for (const _ of Object.keys(values)) {
    const next = found.replaceAll(/\$\{([^{}]+)\}/g, (hole, name) =>
      Object.hasOwn(values, name) ? plainText(values[name] ?? '') : hole,
    )
    if (next === found) break
    found = next
  }
  return found
}

function plainText(value: Value): string {
  return text(value) ?? JSON.stringify(value)
}
