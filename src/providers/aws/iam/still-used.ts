import { FnxError } from '../../../model/diagnostic.ts'

/** Makes the error of a thing that others use: what is not this stack's is not taken from them. */
export function stillUsed(thing: string, users: readonly string[]): FnxError {
  return new FnxError({
    code: 'E6209',
    message: `${thing} cannot be deleted: it is used by ${users.join(', ')}, which this stack did not make.`,
    hint: 'Take it off there, then run the command again.',
  })
}
