import type { Checked, Diagnostic } from '../model/diagnostic.ts'
import type { Macros, World } from '../model/dialect.ts'
import type { LookupResults } from '../model/lookup-results.ts'
import type { Finding, Template } from '../model/template.ts'
import { record } from '../model/value.ts'
import { diagnosticAt } from './check.ts'
import { foreignCalls } from './macros/calls.ts'
import { unroll } from './macros/for-each.ts'
import { include } from './macros/include.ts'
import { computeExtensions, unlisted } from './macros/language-extensions.ts'
import { foreign, transformsOf } from './macros/names.ts'
import { isComplete, makeScope } from './make-scope.ts'
import type { Opened } from './open.ts'
import { type Holder, readParameters } from './parameters.ts'
import { readyPatterns } from './patterns.ts'
import type { Scope } from './scope.ts'

/** What the first transforms may use. */
export interface PrepareInput {
  /** From `--parameter-overrides`. */
  readonly parameters: Readonly<Record<string, string>>
  readonly world?: Partial<World>
  readonly lookupResults?: LookupResults
  readonly holder?: Holder
  /** Gives the text of a file by its path from the folder of the template, or nothing. */
  readText?(path: string): string | undefined
}

/**
 * Carries out what comes before the transforms of a dialect: included files, loops and the other language extensions.
 * Gives a template made of it, whose paths lead to the places in the files where their values come from.
 */
export async function prepare(opened: Opened, input: PrepareInput): Promise<Checked<Opened>> {
  const { dialect, template } = opened
  await readyPatterns(record(template.document.Parameters))
  if (dialect.macros === undefined) return { value: opened, diagnostics: [] }
  const preparing: Preparing = { opened, input, macros: dialect.macros, diagnostics: [] }
  const included = mayHold(template, /Fn::Transform|!Transform|AWS::Include/)
    ? await includeFiles(template, preparing)
    : template
  const made = extend(included, preparing)
  const complete = goesSomewhere(input)
  tell(made, foreign(transformsOf(made.document), preparing.macros, { complete }), preparing)
  return { value: { ...opened, template: made }, diagnostics: preparing.diagnostics }
}

interface Preparing {
  readonly opened: Opened
  readonly input: PrepareInput
  readonly macros: Macros
  readonly diagnostics: Diagnostic[]
}

/** Only for a stack that is to be deployed is the cloud asked; a local run does without what macros would make. */
function goesSomewhere({ world = {}, lookupResults }: PrepareInput): boolean {
  return isComplete(world) && lookupResults !== undefined
}

/** Most templates hold nothing of the kind, and their text tells. */
function mayHold({ text }: Template, words: RegExp): boolean {
  return words.test(text)
}

function tell(template: Template, findings: readonly Finding[], { diagnostics }: Preparing): void {
  for (const finding of findings) diagnostics.push(diagnosticAt(template, finding))
}

async function includeFiles(template: Template, preparing: Preparing): Promise<Template> {
  const { macros, input } = preparing
  const scope = scopeOf(template, preparing)
  const readText = input.readText && { readText: (path: string) => input.readText?.(path) }
  const included = await include(template, { macros, scope, ...readText })
  preparing.diagnostics.push(...included.diagnostics)
  tell(template, included.findings, preparing)
  const complete = goesSomewhere(input)
  tell(included.template, foreignCalls(included.template.document, macros, { complete }), preparing)
  return included.template
}

function extend(template: Template, preparing: Preparing): Template {
  const { extensions } = preparing.macros
  const listed = transformsOf(template.document).some(({ name }) => name === extensions)
  // What an included file brings in is not in the text of the template.
  const made = template !== preparing.opened.template
  if (!listed) {
    if (made || mayHold(template, /ForEach|Length|ToJsonString|DefaultValue/))
      tell(template, unlisted(template.document, extensions), preparing)
    return template
  }
  const unrolled = unroll(template, scopeOf(template, preparing), {
    settled: goesSomewhere(preparing.input),
  })
  tell(template, unrolled.findings, preparing)
  return computeExtensions(unrolled.template, scopeOf(unrolled.template, preparing))
}

/** What is wrong with parameters and conditions is said later, when all of the template is read. */
function scopeOf({ document }: Template, { opened, input }: Preparing): Scope {
  const report = () => undefined
  const { parameters: given, lookupResults, holder, world = {} } = input
  const parameters = readParameters(record(document.Parameters), {
    given,
    complete: false,
    report,
    lookupResults,
    holder,
  })
  return makeScope({
    dialect: opened.dialect,
    world,
    lookupResults,
    parameters,
    values: parameters.open,
    document,
    report,
  })
}
