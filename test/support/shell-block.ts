/** A line of a block that a page shows. */
export interface ShellLine {
  readonly line: string
  /** What the page says that it does. */
  readonly comment: string
}

/** Gives the lines of the first shell block under a heading of a page, or of its first one. */
export function shellBlock(page: string, heading = ''): readonly ShellLine[] {
  const from = page.indexOf(heading)
  const block = from < 0 ? undefined : /^```sh\n([\s\S]*?)^```/m.exec(page.slice(from))?.[1]
  if (block === undefined) throw new Error(`There is no shell block under "${heading}".`)
  return block
    .trimEnd()
    .split('\n')
    .map(text => {
      const [line = '', comment = ''] = text.split(/\s+# /)
      return { line: line.trim(), comment }
    })
}
