import { parseDocument, type YAMLError } from 'yaml'
import type { Problem } from './problem.ts'

/** Texts above this size get the first problem alone: the thorough reader takes a second per megabyte. */
const thoroughLimit = 1024 * 1024

/** Lists what keeps YAML from reading a text, all of it where the text is small; `first` is what the fast reader met. */
export function allProblems(text: string, first: Problem): readonly Problem[] {
  if (first.code !== 'E1005' || text.length > thoroughLimit) return [first]
  const { errors } = parseDocument(text, { logLevel: 'silent', uniqueKeys: false, prettyErrors: false })
  const found = withoutEchoes(errors)
    .filter(({ code }) => code !== 'TAG_RESOLVE_FAILED' && code !== 'MULTIPLE_DOCS')
    .map(problemOf)
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

function problemOf({ code, message, pos: [start, end] }: YAMLError): Problem {
  const sentence = message.endsWith('.') ? message : `${message}.`
  const hint = hints[code]
  return { code: 'E1005', message: sentence, ...(hint === undefined ? {} : { hint }), start, end }
}

const hints: Readonly<Record<string, string>> = {
  BAD_INDENT: 'Put the line in the column of its siblings.',
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
