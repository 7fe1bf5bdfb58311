/** Which part of a store's keys a call asks for. */
export interface Asked {
  readonly prefix: string
  /** What ends a folder; empty where keys are listed as they are. */
  readonly delimiter: string
  /** Nothing up to this is listed. */
  readonly after: string
  readonly most: number
}

/** A page of keys. */
export interface Page {
  readonly keys: readonly string[]
  /** What keys begin with up to a delimiter after the prefix, each once in place of its keys. */
  readonly folders: readonly string[]
  readonly truncated: boolean
  /** The last that is listed: the next page comes after it. */
  readonly last: string
}

/** Lists keys as object stores do, in their order. */
export function pageOf(keys: Iterable<string>, { prefix, delimiter, after, most }: Asked): Page {
  const listed = new Map<string, 'key' | 'folder'>()
  for (const key of keys) {
    if (!key.startsWith(prefix)) continue
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    const name = end < 0 ? key : key.slice(0, end + delimiter.length)
    if (name > after) listed.set(name, end < 0 ? 'key' : 'folder')
  }
  const names = [...listed.keys()].sort()
  const page = names.slice(0, most)
  return {
    keys: page.filter(name => listed.get(name) === 'key'),
    folders: page.filter(name => listed.get(name) === 'folder'),
    truncated: names.length > page.length,
    last: page.at(-1) ?? '',
  }
}
