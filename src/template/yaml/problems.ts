import { type Document, type Node, parseDocument, visit, type YAMLError } from 'yaml'
import type { Problem } from './problem.ts'

/** Texts above this size get the first problem alone: the thorough reader takes a second per megabyte. */
const thoroughLimit = 1024 * 1024

/** Lists what keeps YAML from reading a text, all of it where the text is small; `first` is what the fast reader met. */
export function allProblems(text: string, first: Problem): readonly Problem[] {
  if (first.code !== 'E1005' || text.length > thoroughLimit) return [first]
  const document = parseDocument(text, {
    logLevel: 'silent',
    uniqueKeys: false,
    prettyErrors: false,
    keepSourceTokens: true,
  })
  const open = unclosed(document, text)
  const found = withoutEchoes(document.errors)
    .filter(({ code }) => code !== 'TAG_RESOLVE_FAILED' && code !== 'MULTIPLE_DOCS')
    .filter(({ message }) => open.length === 0 || !isEndMissing.test(message))
    .map(problemOf)
    .concat(open)
  return found.length === 0 ? [first] : onePerLine(text, found)
}

/**
 * Keeps the first word that stands where the text has ended already, such as after a brace too many:
 * from there on the thorough reader complains of every word.
 */
function withoutEchoes(errors: readonly YAMLError[]): readonly YAMLError[] {
  const isStray = ({ message }: YAMLError) => message.includes(' token in YAML stream: ')
  const first = errors.find(isStray)
  return errors.filter(error => error === first || !isStray(error))
}

/** What the reader says where something ends without its end; it stands there, often lines after what was begun. */
const isEndMissing = /^(Flow (map|sequence) .*end with a|Missing closing)/

/**
 * Finds what is begun and not ended, at its beginning: of a line the innermost, which is right whatever follows. An end that
 * stands too far to the left is no end to the reader, and is told as it tells it.
 */
function unclosed(document: Document, text: string): readonly Problem[] {
  if (document.errors.some(({ message }) => /flow-(map|seq)-end token/.test(message))) return []
  const found = new Map<number, Problem>()
  visit(document, {
    Node(_, { srcToken }) {
      const sign = srcToken === undefined ? undefined : missingEnd(srcToken)
      if (srcToken === undefined || sign === undefined) return
      const start = srcToken.type === 'flow-collection' ? srcToken.start.offset : srcToken.offset
      const message = `The ${kinds[sign]} that begins here is not closed.`
      const line = text.lastIndexOf('\n', start)
      found.set(line, { code: 'E1005', message, hint: `Add ${sign} at its end.`, start, end: start + 1 })
    },
  })
  return [...found.values()]
}

const kinds: Readonly<Record<string, string>> = { '}': 'map', ']': 'list', '"': 'text', "'": 'text' }

/** Gives the sign that should end a token and does not. */
function missingEnd(token: NonNullable<Node['srcToken']>): string | undefined {
  if (token.type === 'flow-collection') {
    const sign = token.start.source === '{' ? '}' : ']'
    return token.end.some(({ source }) => source === sign) ? undefined : sign
  }
  if (token.type !== 'double-quoted-scalar' && token.type !== 'single-quoted-scalar') return undefined
  const sign = token.type === 'double-quoted-scalar' ? '"' : "'"
  const whole = sign === '"' ? /^"(?:[^"\\]|\\[\s\S])*"$/ : /^'(?:[^']|'')*'$/
  return whole.test(token.source) ? undefined : sign
}

function problemOf({ code, message, pos: [start, end] }: YAMLError): Problem {
  const sentence = message.endsWith('.') ? message : `${message}.`
  const hint = hints[code]
  return { code: 'E1005', message: sentence, ...(hint === undefined ? {} : { hint }), start, end }
}

const hints: Readonly<Record<string, string>> = {
  BAD_INDENT: 'Put the line in the column of its siblings, and what ends a map or list deeper than its key.',
  MISSING_CHAR: 'Check quotes, brackets and blanks after colons.',
  MULTILINE_IMPLICIT_KEY: 'A key and its colon stand on one line; check for a missing ": ".',
  TAB_AS_INDENT: 'Indent with blanks.',
  UNEXPECTED_TOKEN: 'Check brackets and braces, and quote a text that holds them.',
  BLOCK_AS_IMPLICIT_KEY: 'Put the nested map on a line of its own, or quote the text.',
}

/** Keeps the first problem of each line: the others only follow from it. */
function onePerLine(text: string, problems: readonly Problem[]): readonly Problem[] {
  let end = -1
  const kept: Problem[] = []
  for (const problem of [...problems].sort((left, right) => left.start - right.start)) {
    if (problem.start <= end) continue
    kept.push(problem)
    const feed = text.indexOf('\n', problem.start)
    end = feed < 0 ? text.length : feed
  }
  return kept
}
