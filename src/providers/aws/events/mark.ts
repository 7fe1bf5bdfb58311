import type { Mark } from '../../kit/ownership.ts'

/** What has no tags says in its description whose it is. */
export const mark: Mark = {
  property: 'Description',
  write: instance => `[fnx:${instance}]`,
  pattern: / ?\[fnx:([a-z0-9]+)\]$/,
}
