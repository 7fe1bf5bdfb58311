import { createInterface } from 'node:readline'
import { type Diagnostic, FnxError } from '../../model/diagnostic.ts'
import type { Properties } from '../../model/value.ts'
import { type ExpandArguments, type Expanded, expandTemplate } from '../../workflows/expand.ts'
import { titlesOf } from '../../workflows/titles.ts'
import { templateArguments } from '../arguments.ts'
import type { Command, Context, Typed } from '../command.ts'
import { configOptions, has, templateOptions, textOf } from '../options.ts'
import { printableJson } from '../views/printable.ts'
import { renderFound } from '../views/reporter.ts'
import { writeText, writeWhole } from '../views/write.ts'

export const expand: Command = {
  name: 'expand',
  summary: 'print a template with its transforms applied',
  details:
    'Applies includes, language extensions and the transform of the dialect, offline and without an account. Calls and ' +
    'locations of code stay as they are written. Several templates, or --ndjson, give one line of JSON each: ' +
    '{"file", "template"} or {"file", "diagnostics"}.',
  arguments: [
    {
      name: '[templates...]',
      description: 'template files (default: template.yaml, template.yml or template.json here)',
    },
  ],
  options: [
    ...templateOptions,
    ...configOptions,
    {
      flags: '--format <form>',
      description: 'how one template is written (yaml)',
      choices: ['yaml', 'json'],
    },
    {
      flags: '--ndjson',
      description: 'a line of JSON per template; without templates, paths come from standard input',
    },
    { flags: '--region <region>', description: 'region that the template is expanded for' },
    {
      flags: '--partition <partition>',
      description: 'partition that it is expanded for (default: that of the region)',
    },
  ],
  examples: [
    ['fnx expand', 'what template.yaml becomes'],
    ['fnx expand app.yaml --format json --region cn-north-1', 'as JSON, for China'],
    ['find . -name template.yaml | fnx expand --ndjson', 'many templates through one process'],
  ],
  async run(context, typed) {
    const { args } = typed
    if (has(typed, 'ndjson') || args.length > 1) return expandAll(context, typed)
    return expandOne(context, typed)
  },
}

function argumentsOf(typed: Typed): ExpandArguments {
  return {
    ...templateArguments(typed),
    region: textOf(typed, 'region'),
    partition: textOf(typed, 'partition'),
  }
}

/** One of many templates. */
interface Attempt extends Pick<Expanded, 'template' | 'diagnostics'> {
  /** The exit code where something but the template is wrong. */
  readonly failure?: number
}

async function expandOne(context: Context, typed: Typed): Promise<number> {
  const { file, text, template, diagnostics } = await expandTemplate(context, argumentsOf(typed))
  if (diagnostics.length > 0)
    writeText(context.stderr, await renderFound(context, diagnostics, new Map([[file, text]])))
  if (template === undefined) return 2
  await writeWhole(context.stdout, await written(template, textOf(typed, 'format') ?? 'yaml'))
  return 0
}

async function written(template: Properties, form: string): Promise<string> {
  if (form === 'json') return `${printableJson(template, 2)}\n`
  const { yamlText } = await import('../../template/yaml/write.ts')
  return yamlText(template)
}

/** Expands one after the other, so that a thousand templates take no more memory than one. */
async function expandAll(context: Context, typed: Typed): Promise<number> {
  let exitCode = 0
  for await (const file of typed.args.length > 0 ? typed.args : namesIn(context)) {
    if (context.signal.aborted) return 130
    const {
      template,
      diagnostics,
      failure = 2,
    }: Attempt = await expandTemplate(context, {
      ...argumentsOf(typed),
      template: file,
    }).catch(unexpanded)
    if (template === undefined) exitCode = exitCode === 1 ? 1 : failure
    const line = { file, ...(template === undefined ? await found(diagnostics) : { template }) }
    await writeWhole(context.stdout, `${printableJson(line)}\n`)
  }
  return exitCode
}

async function found(
  diagnostics: readonly Diagnostic[],
): Promise<{ readonly diagnostics: readonly object[] }> {
  const { jsonForm } = await import('../views/diagnostics.ts')
  return { diagnostics: jsonForm(diagnostics, { titleOf: await titlesOf(diagnostics) }) }
}

async function* namesIn({ stdin }: Context): AsyncIterable<string> {
  if (stdin.isTTY)
    throw new FnxError(
      {
        code: 'E0003',
        message: 'Nothing names a template.',
        hint: 'Name templates, or pipe their paths in: find . -name template.yaml | fnx expand --ndjson',
      },
      2,
    )
  for await (const line of createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY }))
    if (line.trim() !== '') yield line
}

/** What one file fails by, a bug of ours too, does not end the work on the others. */
async function unexpanded(error: unknown): Promise<Attempt> {
  const { failureOf } = await import('../views/failure.ts')
  const { diagnostics, exitCode } = failureOf(error)
  return { diagnostics, failure: exitCode }
}
