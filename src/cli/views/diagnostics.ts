import { Chalk, type ChalkInstance } from 'chalk'
import { type Diagnostic, type Location, type Severity, severityOf } from '../../model/diagnostic.ts'
import type { Language } from '../../workflows/titles.ts'
import { printable, printableJson, printableLines, printableSource } from './printable.ts'

/** Gives the constant title of a code. */
export type TitleOf = (code: string) => string

/** How findings are shown to people. */
export interface TextOptions {
  /** Whole texts by file, for the lines under a finding. */
  readonly texts: ReadonlyMap<string, string>
  readonly titleOf: TitleOf
  /** Gives the hint in the language of who reads it; without it the hint is shown as it is. */
  readonly hintOf?: (diagnostic: Diagnostic) => string | undefined
  readonly colour: boolean
  /** Columns of the terminal. */
  readonly width: number
  readonly language?: Language | undefined
}

/** The words beside a finding, which are no part of it. */
const labels: Readonly<Record<Language, Readonly<Record<Severity | 'hint', string>>>> = {
  en: { error: 'error', warning: 'warning', info: 'info', hint: 'hint:' },
  zh: { error: '错误', warning: '警告', info: '信息', hint: '建议：' },
}

const colours: Readonly<Record<Severity, 'red' | 'yellow' | 'blue'>> = {
  error: 'red',
  warning: 'yellow',
  info: 'blue',
}

/** Renders findings for people: title, place, the line with a caret, message and hint, a blank line between two. */
export function renderText(diagnostics: readonly Diagnostic[], options: TextOptions): string {
  const chalk = new Chalk({ level: options.colour ? 1 : 0 })
  const lines = new Map([...options.texts].map(([file, text]) => [file, text.split(/\r\n|\r|\n/)]))
  const view = { chalk, lines, options }
  return counted(diagnostics)
    .map(diagnostic => renderOne(diagnostic, view).join('\n'))
    .join('\n\n')
}

/** Makes one finding of warnings of one kind on one line, such as one of all functions at `Globals`. */
function counted(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const groups = new Map<string, readonly [Diagnostic, ...Diagnostic[]]>()
  for (const [index, diagnostic] of diagnostics.entries()) {
    const { code, location } = diagnostic
    const alone = location === undefined || severityOf(code) === 'error'
    const key = alone ? String(index) : `${code} ${location.file} ${location.start.line}`
    const others = groups.get(key)
    groups.set(key, others === undefined ? [diagnostic] : [...others, diagnostic])
  }
  return [...groups.values()].map(([first, ...rest]) =>
    rest.length === 0
      ? first
      : { ...first, message: `${first.message} (And ${rest.length} more on this line.)` },
  )
}

interface View {
  readonly chalk: ChalkInstance
  readonly lines: ReadonlyMap<string, readonly string[]>
  readonly options: TextOptions
}

function renderOne(diagnostic: Diagnostic, view: View): readonly string[] {
  const { chalk, options } = view
  const { code, message, location, related = [] } = diagnostic
  const hint = options.hintOf === undefined ? diagnostic.hint : options.hintOf(diagnostic)
  const severity = severityOf(code)
  const label = labels[options.language ?? 'en']
  const head = `${chalk[colours[severity]].bold(`${label[severity]} ${code}`)}  ${chalk.bold(options.titleOf(code))}`
  return [
    head.trimEnd(),
    ...(location === undefined ? [] : placed(location, view, colours[severity])),
    ...indented(printable(message), options.width),
    ...related.flatMap(note => [
      ...indented(printable(note.message), options.width),
      ...placed(note.location, view, 'blue'),
    ]),
    ...(hint === undefined
      ? []
      : indented(`${label.hint} ${hinted(hint)}`, options.width).map(line => chalk.cyan(line))),
  ]
}

function placed(location: Location, view: View, colour: 'red' | 'yellow' | 'blue'): readonly string[] {
  const { file, start } = location
  const place = view.chalk.dim(`  ${printable(file)}:${start.line}:${start.column}`)
  const line = view.lines.get(file)?.[start.line - 1]
  return line === undefined ? [place] : [place, ...snippet(line, location, { ...view, colour })]
}

/** Shows the first line of a stretch with carets under it; a long line is cut around the stretch. */
function snippet(
  whole: string,
  { start, end }: Location,
  { chalk, options, colour }: View & { readonly colour: 'red' | 'yellow' | 'blue' },
): readonly string[] {
  const number = String(start.line).padStart(5)
  const room = Math.max(20, options.width - number.length - 3)
  const from = whole.length > room ? Math.max(0, start.column - 1 - Math.floor(room / 3)) : 0
  const line = whole.slice(from, from + room)
  const column = start.column - 1 - from
  const last = end.line === start.line ? end.column - 1 - from : line.trimEnd().length
  const under = printableSource(line.slice(column, Math.min(last, line.length)))
  const carets = '^'.repeat(Math.max(1, under.length))
  // Tabs stay tabs, so that the carets stand under what they point at.
  const lead = printableSource(line.slice(0, column)).replace(/[^\t]/g, ' ')
  return [
    `${chalk.dim(`${number} |`)} ${printableSource(line)}`,
    `${chalk.dim(`${' '.repeat(number.length)} |`)} ${lead}${chalk[colour](carets)}`,
  ]
}

/** Breaks a text into lines of the width, each two columns in; a command in a hint stays whole. */
function indented(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of wordsOf(paragraph)) {
      if (line !== '' && line.length + word.length + 3 > width) {
        lines.push(line)
        line = word
      } else line = line === '' ? word : `${line} ${word}`
    }
    lines.push(line)
  }
  return lines.map(line => `  ${line}`)
}

/** A command at the end of a sentence is one word. */
function wordsOf(paragraph: string): readonly string[] {
  const [, lead = paragraph, ...command] = /^(.*:) (fnx [^.;:]*)$/.exec(paragraph) ?? []
  return [...lead.split(' '), ...command]
}

/** A hint may hold a command on a line of its own; no line of it may be a command to what reads the log. */
function hinted(hint: string): string {
  return hint
    .split('\n')
    .map(line => printable(line).replace(/^(\s*)::/, '$1\\u003a:'))
    .join('\n')
}

/** Gives findings as programs get them, each with its severity and title. */
export function jsonForm(
  diagnostics: readonly Diagnostic[],
  { titleOf }: { readonly titleOf: TitleOf },
): readonly object[] {
  return diagnostics.map(({ code, ...rest }) => ({
    code,
    severity: severityOf(code),
    title: titleOf(code),
    ...rest,
  }))
}

/** Renders findings as one JSON list. */
export function renderJson(
  diagnostics: readonly Diagnostic[],
  options: { readonly titleOf: TitleOf },
): string {
  return printableJson(jsonForm(diagnostics, options), 2)
}

/** Renders findings as commands that GitHub Actions turns into annotations of a change. */
export function renderGithub(
  diagnostics: readonly Diagnostic[],
  { titleOf }: { readonly titleOf: TitleOf },
): string {
  return diagnostics.map(diagnostic => `${annotation(diagnostic, titleOf)}\n`).join('')
}

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' }

function annotation({ code, message, hint, location }: Diagnostic, titleOf: TitleOf): string {
  const fields = [
    ...(location === undefined
      ? []
      : [
          ['file', location.file],
          ['line', location.start.line],
          ['endLine', location.end.line],
          ['col', location.start.column],
        ]),
    ['title', `${code} ${titleOf(code)}`.trim()],
  ]
  const properties = fields.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',')
  const body = hint === undefined ? message : `${message}\n${hint}`
  return `::${commands[severityOf(code)]} ${properties}::${escapeData(body)}`
}

function escapeData(text: string): string {
  return printableLines(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/** Renders findings as a log of SARIF 2.1.0, for code scanning. */
export function renderSarif(
  diagnostics: readonly Diagnostic[],
  { titleOf, version = '0.1.0' }: { readonly titleOf: TitleOf; readonly version?: string },
): string {
  const rules = [...new Set(diagnostics.map(({ code }) => code))].sort().map(code => ({
    id: code,
    shortDescription: { text: titleOf(code) || code },
    defaultConfiguration: { level: sarifLevels[severityOf(code)] },
  }))
  const order = new Map(rules.map(({ id }, index) => [id, index]))
  const results = diagnostics.map(diagnostic => ({
    ruleId: diagnostic.code,
    ruleIndex: order.get(diagnostic.code) ?? 0,
    level: sarifLevels[severityOf(diagnostic.code)],
    message: { text: [diagnostic.message, diagnostic.hint].filter(part => part !== undefined).join(' ') },
    ...(diagnostic.location === undefined ? {} : { locations: [sarifLocation(diagnostic.location)] }),
    ...(diagnostic.related === undefined
      ? {}
      : {
          relatedLocations: diagnostic.related.map(({ message, location }) => ({
            message: { text: message },
            ...sarifLocation(location),
          })),
        }),
  }))
  const driver = { name: 'fnx', version, rules }
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results }
  return printableJson(
    { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] },
    2,
  )
}

const sarifLevels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' }

function sarifLocation({ file, start, end }: Location) {
  return {
    physicalLocation: {
      artifactLocation: { uri: file.split(/[\\/]/).map(encodeURIComponent).join('/') },
      region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
    },
  }
}
