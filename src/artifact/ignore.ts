import ignore from 'ignore'
import { FnxError } from '../model/diagnostic.ts'

/** A text of ignore patterns and the folder that it speaks of, as a path from which the code is seen. */
export interface IgnoreText {
  /** Path from the text's folder to the code's: '' where they are the same, `src/hello` where the text lies above. */
  readonly prefix: string
  readonly text: string
  /** The file that it was read from, for findings. */
  readonly file?: string
}

/** Tells whether a path below the code's folder is left out; a folder that is left out is not entered. */
export type Ignored = (path: string, folder: boolean) => boolean

/** Names of the files whose patterns are followed, in the syntax of gitignore. */
export const ignoreFiles: readonly string[] = ['.fnxignore', '.funignore', '.fcignore']

/** What no function needs at run time. `.env` is not among them: leaving it out silently would break who counts on it. */
const builtIn: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  '.fnx',
  '.aws-sam',
  '.idea',
  '.vscode',
  '.DS_Store',
  'Thumbs.db',
  '__pycache__',
  ...ignoreFiles,
])

/**
 * Makes the test of what is left out of a zip: names that are built in, and the patterns of each text in turn.
 * The last that speaks of a path decides, so `!.vscode` in a text brings back what is built in.
 */
export function ignoring(texts: readonly IgnoreText[]): Ignored {
  for (const text of texts) refuseLong(text)
  const judges = texts.map(({ prefix, text }) => ({
    prefix: prefix === '' ? '' : `${prefix}/`,
    matcher: ignore().add(text),
  }))
  return (path, folder) => {
    let left = isBuiltIn(path)
    for (const { prefix, matcher } of judges) {
      const verdict = matcher.test(`${prefix}${path}${folder ? '/' : ''}`)
      if (verdict.ignored) left = true
      else if (verdict.unignored) left = false
    }
    return left
  }
}

/** The longest path that systems take, in bytes: a pattern beyond it fits none, and becomes no regular expression. */
const longest = 4096

function refuseLong({ text, file = '.fnxignore' }: IgnoreText): void {
  const lines = text.split(/\r?\n/)
  const index = lines.findIndex(({ length }) => length > longest)
  if (index < 0) return
  const length = lines[index]?.length ?? 0
  const [start, end] = [1, length + 1].map(column => ({ line: index + 1, column }))
  throw new FnxError({
    code: 'E8010',
    message: `Line ${index + 1} of ${file} is a pattern of ${length} characters, and no path has more than ${longest}.`,
    hint: 'Write one pattern a line.',
    ...(start === undefined || end === undefined ? {} : { location: { file, start, end } }),
  })
}

/** Not patterns but names, as this is asked of every file of large trees. */
function isBuiltIn(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return (
    builtIn.has(name) ||
    name.endsWith('.pyc') ||
    (name === '.cache' && /(^|\/)node_modules\/\.cache$/.test(path))
  )
}
