import type { Mark } from '../../kit/ownership.ts'

/** How a description says whose a thing is, for things that Aliyun lets carry no tags when they are made. */
export const ownerMark: Mark = {
  property: 'Description',
  write: instance => `(fnx ${instance})`,
  pattern: /\s?\(fnx ([\w-]+)\)$/,
}

/** Gives the instance that a description carries. */
export function instanceIn(description: string | undefined): string | undefined {
  return ownerMark.pattern.exec(description ?? '')?.[1]
}
