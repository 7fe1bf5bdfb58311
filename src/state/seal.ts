import { createHash } from 'node:crypto'
import { isRecord, type Properties } from '../model/value.ts'

/** What a line or file of the state says, and whether the checksum in it is that of what it says. */
export interface Unsealed {
  readonly content: Properties
  /** `broken` also where the text is no JSON of a map; `absent` in files of an fnx that kept none. */
  readonly seal: 'whole' | 'broken' | 'absent'
  readonly hash: string
}

/** Gives JSON of a content with its checksum as the last member; `before` chains it to that of the record before it. */
export function sealed(content: object, before = ''): Properties & { readonly hash: string } {
  return { ...content, hash: checksum(content, before) }
}

/** Reads JSON, takes the checksum from it and compares it: disks, editors and merges change bytes. */
export function unsealed(text: string, before = ''): Unsealed {
  const { hash, ...content } = parsed(text) ?? { hash: null }
  if (hash === undefined) return { content, seal: 'absent', hash: '' }
  const right = checksum(content, before)
  return { content, seal: hash === right ? 'whole' : 'broken', hash: right }
}

function parsed(text: string): Properties | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** In hex. What JSON leaves out is left out; keys come in the order in which they are written and read. */
function checksum(content: object, before: string): string {
  return createHash('sha256').update(before).update(JSON.stringify(content)).digest('hex')
}
