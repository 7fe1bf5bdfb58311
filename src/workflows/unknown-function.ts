import { FnxError } from '../model/diagnostic.ts'

/** Says that a function is not there, and which are. */
export function unknownFunction(name: string | undefined, known: readonly string[]): FnxError {
  const message =
    name === undefined ? 'There are several functions, and none is named.' : `There is no function ${name}.`
  const hint = known.length === 0 ? 'This stack has no functions.' : `The functions are: ${known.join(', ')}`
  return new FnxError(
    { code: 'E0004', message: known.length === 0 ? 'There is no function.' : message, hint },
    2,
  )
}
