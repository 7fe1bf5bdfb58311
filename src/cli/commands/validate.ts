import { buffer } from 'node:stream/consumers'
import { type Diagnostic, failed, severityOf } from '../../model/diagnostic.ts'
import { hintsIn, titlesOf } from '../../workflows/titles.ts'
import { type Validated, validateTemplates } from '../../workflows/validate.ts'
import type { Command, Context } from '../command.ts'
import { configOptions, has, pairsOf, templateOptions, textOf } from '../options.ts'
import { fromRepository } from '../repository.ts'
import { renderGithub, renderJson, renderSarif, renderText } from '../views/diagnostics.ts'
import { printable } from '../views/printable.ts'
import { withTextsOf } from '../views/reporter.ts'
import { coloured } from '../views/style.ts'
import { writeText } from '../views/write.ts'

export const validate: Command = {
  name: 'validate',
  summary: 'check templates, offline and without an account',
  arguments: [
    {
      name: '[templates...]',
      description:
        'files, folders with all templates below them, patterns, or - (default: the template here)',
    },
  ],
  options: [
    ...templateOptions,
    ...configOptions,
    { flags: '--region <region>', description: 'region that the template is checked for' },
    { flags: '--fix', description: 'fix typos that are certain, in place' },
    {
      flags: '--format <form>',
      description: 'how findings are written',
      choices: ['text', 'json', 'sarif', 'github'],
    },
    {
      flags: '-o, --output <form>',
      description: 'the same as --format',
      choices: ['text', 'json'],
      hidden: true,
    },
    { flags: '--lint', description: 'always done; taken for the sake of other tools', hidden: true },
  ],
  examples: [
    ['fnx validate', 'check template.yaml in this folder'],
    ['fnx validate app.yaml --fix', 'fix what is certain, then check'],
    ["fnx validate . 'stacks/**/*.yaml'", 'check many at once'],
    ['fnx validate --format sarif > findings.sarif', 'for code scanning'],
  ],
  async run(context, typed) {
    const option = textOf(typed, 'template') ?? textOf(typed, 'templateFile')
    const validated = await validateTemplates(context, {
      templates: typed.args.length > 0 || option === undefined ? typed.args : [option],
      parameters: pairsOf(typed, 'parameterOverrides'),
      givenAt: name => typed.placeOf?.('parameterOverrides', name),
      region: textOf(typed, 'region'),
      fix: has(typed, 'fix'),
      standardInput: () => buffer(context.stdin),
    })
    const form = textOf(typed, 'format') ?? textOf(typed, 'output') ?? 'text'
    writeText(context.stdout, await rendered(context, form, validated))
    return failed(allOf(validated)) ? 2 : 0
  },
}

function allOf({ files, diagnostics }: Validated): readonly Diagnostic[] {
  return [...diagnostics, ...files.flatMap(file => file.diagnostics)]
}

async function rendered(context: Context, form: string, validated: Validated): Promise<string> {
  const found = allOf(validated)
  const titleOf = await titlesOf(found, form === 'text' ? context.language : 'en')
  const located = () => fromRepository(found, context)
  if (form === 'sarif') return `${renderSarif(located(), { titleOf })}\n`
  if (form === 'github') return renderGithub(located(), { titleOf })
  if (form === 'json') return `${renderJson(found, { titleOf })}\n`
  const width = context.stdout.columns || 100
  const files = new Map(validated.files.map(({ file, text }) => [file, text]))
  const texts = await withTextsOf(context, found, files)
  const body = renderText(found, {
    texts,
    titleOf,
    hintOf: await hintsIn(context.language ?? 'en'),
    colour: coloured(context),
    width,
    language: context.language,
  })
  return `${body === '' ? '' : `${body}\n`}${summary(validated)}\n`
}

function summary(validated: Validated): string {
  const { files } = validated
  const found = allOf(validated)
  const count = (severity: string): number => found.filter(({ code }) => severityOf(code) === severity).length
  const fixed = files.reduce((sum, file) => sum + file.fixed, 0)
  const parts = [
    ...(fixed > 0 ? [`${fixed} fixed`] : []),
    `${plural(count('error'), 'error')}, ${plural(count('warning'), 'warning')}`,
  ].join(', ')
  const [only] = files
  if (files.length === 0) return 'Nothing was checked.'
  if (files.length === 1 && validated.diagnostics.length === 0 && only !== undefined)
    return `${printable(only.file)}: ${failed(found) ? 'not valid' : 'valid'} (${parts})`
  const valid = files.filter(({ diagnostics }) => !failed(diagnostics)).length
  return `${plural(files.length, 'template')}: ${valid} valid, ${files.length - valid} not valid (${parts})`
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
