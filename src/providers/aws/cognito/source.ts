import type { Source } from '../../../model/source.ts'

/** User pools, which the local cloud keeps. */
export const source: Source = {
  types: ['AWS::Cognito::UserPool'],
  read: things => ({
    unsupported: things
      .ofType('AWS::Cognito::UserPool')
      .map(({ id }) => `the user pool ${id}: it is kept, and nobody signs in here`),
  }),
}
