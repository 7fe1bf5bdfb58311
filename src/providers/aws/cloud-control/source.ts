import type { Source } from '../../../model/source.ts'

/** Things of types without a file, which the local cloud keeps and which do nothing in it. */
export const source: Source = {
  types: [],
  others: true,
  read: ({ others }) => ({
    unsupported: [...new Set(others.map(({ type }) => type))]
      .filter(type => type.startsWith('AWS::'))
      .sort()
      .map(type => `${type}: it is kept, and does nothing here`),
  }),
}
