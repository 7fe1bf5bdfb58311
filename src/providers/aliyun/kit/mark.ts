import type { Identity } from '../../../model/provider.ts'

const pattern = /\s?\(fnx ([\w-]+)\)$/

/** Ends a description with whose the thing is, for things that the cloud lets carry no tags when they are made. */
export function marked(description: string, { tags }: Pick<Identity, 'tags'>): string {
  return `${description} (fnx ${tags['fnx:instance'] ?? ''})`.trimStart()
}

/** Tells whether a description says that the thing is this resource's own. */
export function isOurs(description: string | undefined, { tags }: Pick<Identity, 'tags'>): boolean {
  const instance = pattern.exec(description ?? '')?.[1]
  return instance !== undefined && instance === tags['fnx:instance']
}

/** Gives the instance that a description carries. */
export function instanceIn(description: string | undefined): string | undefined {
  return pattern.exec(description ?? '')?.[1]
}

/** Gives the description without its mark. */
export function unmarked(description: string | undefined): string {
  return (description ?? '').replace(pattern, '')
}
