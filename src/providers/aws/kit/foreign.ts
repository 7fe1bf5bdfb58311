import { FnxError } from '../../../model/diagnostic.ts'

/** Makes the error that says that a name is taken by something that this stack did not make. */
export function foreign(type: string, name: string): FnxError {
  return new FnxError({
    code: 'E6004',
    message: `${type} ${name} exists and was not made by this stack.`,
    hint: 'Choose another name in the template, or remove what has the name.',
  })
}
