/** What a zip holds at one path. */
export interface Entry {
  /** Relative, with `/` between its parts on every system. */
  readonly path: string
  /** `fileMode`, `executableMode` or `linkMode`. */
  readonly mode: number
  readonly content: Content
}

/** Bytes in hand (text of the template, output of a build, target of a link), or a file to read. */
export type Content = { readonly bytes: Uint8Array } | { readonly stamp: Stamp }

/** A file on disk and what tells whether it is still the same; times are ms since 1970. */
export interface Stamp {
  readonly file: string
  readonly size: number
  /** When the content changed last. */
  readonly modified: number
  /** When content, mode or name changed last; it cannot be set back by a copy that keeps dates. */
  readonly changed: number
  readonly inode: number
}

export const fileMode = 0o100644
export const executableMode = 0o100755
export const linkMode = 0o120777

/** Gives the bytes that an entry unpacks to. */
export function sizeOf({ content }: Entry): number {
  return 'bytes' in content ? content.bytes.length : content.stamp.size
}

/** Gives the entries sorted by the code points of their paths, the one order that zips are written in. */
export function sorted(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort((left, right) => compare(left.path, right.path))
}

/** UTF-16 puts a character beyond the basic plane before some within it; UTF-8 keeps the order of code points. */
function compare(left: string, right: string): number {
  if (left === right) return 0
  if (!surrogate.test(left) && !surrogate.test(right)) return left < right ? -1 : 1
  return Buffer.compare(Buffer.from(left), Buffer.from(right))
}

const surrogate = /[\ud800-\udfff]/
