import type { Value } from '../../../model/value.ts'
import { type Codec, parsed } from '../../kit/form.ts'

/** Gives the text of a policy document that a template writes as a map or as text. */
export function documentText(document: Value | undefined): string {
  return typeof document === 'string' ? document : JSON.stringify(document ?? {})
}

/** Reads a policy document as IAM answers it: JSON, encoded for a URL (https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html). */
export function documentOf(encoded: string | undefined): Value {
  return parsed(decodeURIComponent(encoded ?? '%7B%7D'))
}

/** How a policy document goes to IAM and comes back from it. */
export const policyDocument: Codec = {
  write: documentText,
  read(live, known) {
    const text = decodeURIComponent(String(live))
    return typeof known === 'string' ? text : parsed(text)
  },
}
