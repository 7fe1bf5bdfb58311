/** A difference that is right as it is, with the reason. */
export interface Exception {
  readonly what: RegExp
  readonly why: string
}

/** Where a description does not say what the owner's API does, or what a local cloud must do. */
export const exceptions: readonly Exception[] = [
  {
    what: /^aws lambda \w+FunctionUrlConfig answer FunctionUrl: .* is too short or too long$/,
    why: 'The address leads to this machine, and is shorter than any of AWS.',
  },
]
