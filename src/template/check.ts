import { type Diagnostic, failed, type Location } from '../model/diagnostic.ts'
import type { Rule, RuleInput } from '../model/dialect.ts'
import type { Finding, Template } from '../model/template.ts'
import { at, member, own, type Path, record } from '../model/value.ts'
import { rules } from './rules/index.ts'
import type { SharedInput } from './rules/rule.ts'

/** Runs the shared rules and those of the dialect; each finding carries the code of its rule. */
export function check(input: SharedInput): readonly Finding[] {
  return [
    ...rules.flatMap(rule => found(rule, rule.check(input))),
    ...input.dialect.rules.flatMap(rule => found(rule, rule.check(input))),
  ]
}

/** Lists what of a template its expansion leaves out; what a condition leaves out is not asked for. */
export function droppedIn(
  input: RuleInput,
  conditions: Readonly<Record<string, boolean>>,
): readonly Finding[] {
  const isIdle = ({ path }: Finding): boolean =>
    path.some((_, depth) => {
      const condition = member(record(at(input.template.document, path.slice(0, depth))), 'Condition')
      return typeof condition === 'string' && own(conditions, condition) === false
    })
  return input.dialect.rules
    .filter(rule => rule.drops === true)
    .flatMap(rule => found(rule, rule.check(input)))
    .filter(finding => !isIdle(finding))
}

function found({ code }: Pick<Rule, 'code'>, findings: Iterable<Omit<Finding, 'code'>>): readonly Finding[] {
  return [...findings].map(finding => ({ ...finding, code }))
}

/** Gives the diagnostic of a finding: its path becomes a place in the file. */
export function diagnosticAt(template: Template, { path, part, location, ...finding }: Finding): Diagnostic {
  const { code, message, hint } = finding
  const inTemplate = part === undefined ? placeOf(template, path) : template.locate(path, part)
  return { code, message, ...(hint === undefined ? {} : { hint }), location: location ?? inTemplate }
}

/** A list or a map that begins below its key is looked for at the key. */
function placeOf(template: Template, path: Path): Location {
  const value = template.locate(path, 'value')
  const isBlock = typeof path.at(-1) === 'string' && typeof at(template.document, path) === 'object'
  const key = isBlock ? template.locate(path, 'key') : value
  return key.start.line < value.start.line ? key : value
}

/** The most diagnostics of one file; nobody reads more. */
const limit = 2000

/** Orders diagnostics by their places, drops what is said twice, and says so when there are too many to list. */
export function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const unique = new Map(diagnostics.map(diagnostic => [keyOf(diagnostic), diagnostic]))
  const ordered = [...unique.values()].sort(
    (left, right) =>
      line(left) - line(right) || column(left) - column(right) || (left.code < right.code ? -1 : 1),
  )
  if (ordered.length <= limit) return ordered
  const message = `There are ${ordered.length - limit} more findings in this file.`
  // A large template with a warning per function is no wrong one.
  const code = failed(ordered.slice(limit)) ? 'E1032' : 'W1032'
  return [...ordered.slice(0, limit), { code, message, hint: 'Fix the first ones and look again.' }]
}

function keyOf({ code, message, location }: Diagnostic): string {
  return [code, location?.start.line, location?.start.column, message].join('\n')
}

function line({ location }: Diagnostic): number {
  return location?.start.line ?? 0
}

function column({ location }: Diagnostic): number {
  return location?.start.column ?? 0
}
