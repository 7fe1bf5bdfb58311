/** What kind of error a call of a cloud met; decides whether it is tried again. */
export type ErrorKind =
  | 'invalid' // the input is wrong: never again
  | 'denied' // not allowed: never again
  | 'missing' // the thing is not there
  | 'exists' // the name is taken
  | 'busy' // another change of the same thing runs: again, soon
  | 'throttled' // too many calls: again, slower
  | 'propagating' // what it needs was just made and is not seen yet: again, for about a minute
  | 'transport' // no clear answer: the call may have had its effect
  | 'unknown'

/** The code that each kind of error is told by, whatever the cloud. */
export const codeOfKind: Readonly<Record<ErrorKind, string>> = {
  invalid: 'E6001',
  denied: 'E6002',
  missing: 'E6003',
  exists: 'E6004',
  busy: 'E6005',
  throttled: 'E6006',
  propagating: 'E6007',
  transport: 'E6008',
  unknown: 'E6009',
}

/** Gives the kind of error that a code tells of; codes of other areas are of no known kind. */
export function kindOfCode(code: string): ErrorKind {
  const found = Object.entries(codeOfKind).find(([, own]) => own === code)
  return (found?.[0] as ErrorKind | undefined) ?? 'unknown' // keys of the record are kinds
}

/** What to do about a name that is taken: a folder of another name makes another stack of the same template. */
export const nameTaken =
  'Choose another name in the template, or delete what has it. Where this template made it as another stack, name that one with --stack-name.'
