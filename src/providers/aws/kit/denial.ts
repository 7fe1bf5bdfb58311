import type { ErrorKind } from '../../../model/error-kind.ts'
import type { LookupRemark } from '../../../model/lookups.ts'
import { diagnose } from '../diagnose.ts'

const codes: Readonly<Partial<Record<ErrorKind, string>>> = {
  denied: 'E5010',
  missing: 'E5006',
  invalid: 'E5006',
}

/** Says that questions were refused; an error of the service itself ends the command as it is. */
export function denial(
  error: unknown,
  { of, names }: { readonly of: LookupRemark['of']; readonly names: readonly string[] },
): LookupRemark {
  const { kind, diagnostic } = diagnose(error)
  const code = codes[kind]
  const [name = ''] = names
  if (code === undefined) throw error
  const others = names.length > 1 ? ` and ${names.length - 1} more` : ''
  const hint =
    kind === 'denied'
      ? 'Ask for the permission that the message names, or use other credentials (--profile).'
      : 'Look whether it exists in this account and region.'
  const message = `${name}${others} cannot be looked up. ${diagnostic.message}`
  return { of, name, diagnostic: { code, message, hint } }
}
