import { jsonText } from '../../kit/form.ts'

/** How documents of policies go to RAM and come back: as JSON text. */
export const codecs = {
  AssumeRolePolicyDocument: jsonText,
  PolicyDocument: jsonText,
  'Policies.PolicyDocument': jsonText,
} as const
