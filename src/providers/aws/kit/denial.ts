import type { ErrorKind } from '../../../model/error-kind.ts'
import type { LookupRemark } from '../../../model/lookups.ts'
import { diagnose } from '../diagnose.ts'

const codes: Readonly<Partial<Record<ErrorKind, string>>> = {
  denied: 'E5010',
  missing: 'E5006',
  invalid: 'E5006',
}

/** Says that questions were refused; trouble with the service itself ends the command as it is. */
export function denial(
  error: unknown,
  { of, names }: { readonly of: LookupRemark['of']; readonly names: readonly string[] },
): LookupRemark {
  const { trouble, diagnostic } = diagnose(error)
  const code = codes[trouble]
  const [name = ''] = names
  if (code === undefined) throw error
  const others = names.length > 1 ? ` and ${names.length - 1} more` : ''
  const hint =
    trouble === 'denied'
      ? 'Ask for the permission that the message names, or use other credentials (--profile).'
      : 'Look whether it exists in this account and region.'
  const message = `${name}${others} cannot be looked up. ${diagnostic.message}`
  return { of, name, diagnostic: { code, message, hint } }
}
