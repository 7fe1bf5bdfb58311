import { failed, severityOf } from '../../model/diagnostic.ts'
import { titlesOf } from '../../workflows/titles.ts'
import { type Validated, validateTemplate } from '../../workflows/validate.ts'
import { templateArguments } from '../arguments.ts'
import type { Command, Context } from '../command.ts'
import { configOptions, has, templateArgument, templateOptions, textOf } from '../options.ts'
import { renderGithub, renderJson, renderSarif, renderText } from '../views/diagnostics.ts'
import { printable } from '../views/printable.ts'
import { withTextsOf } from '../views/reporter.ts'
import { coloured } from '../views/style.ts'
import { writeText } from '../views/write.ts'

export const validate: Command = {
  name: 'validate',
  summary: 'check a template, offline and without an account',
  arguments: [templateArgument],
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
    ['fnx validate --format sarif > findings.sarif', 'for code scanning'],
  ],
  async run(context, typed) {
    const args = { ...templateArguments(typed), region: textOf(typed, 'region'), fix: has(typed, 'fix') }
    const validated = await validateTemplate(context, args)
    const form = textOf(typed, 'format') ?? textOf(typed, 'output') ?? 'text'
    writeText(context.stdout, await rendered(context, form, validated))
    return failed(validated.diagnostics) ? 2 : 0
  },
}

async function rendered(context: Context, form: string, validated: Validated): Promise<string> {
  const { file, text, diagnostics: found } = validated
  const titleOf = await titlesOf(found)
  if (form === 'sarif') return `${renderSarif(found, { titleOf })}\n`
  if (form === 'github') return renderGithub(found, { titleOf })
  if (form === 'json') return `${renderJson(found, { titleOf })}\n`
  const width = context.stdout.columns || 100
  const texts = await withTextsOf(context, found, new Map([[file, text]]))
  const body = renderText(found, { texts, titleOf, colour: coloured(context), width })
  return `${body === '' ? '' : `${body}\n`}${summary(validated)}\n`
}

function summary({ file, fixed, diagnostics: found }: Validated): string {
  const count = (severity: string): number => found.filter(({ code }) => severityOf(code) === severity).length
  const parts = [
    ...(fixed > 0 ? [`${fixed} fixed`] : []),
    `${plural(count('error'), 'error')}, ${plural(count('warning'), 'warning')}`,
  ]
  return `${printable(file)}: ${failed(found) ? 'not valid' : 'valid'} (${parts.join(', ')})`
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
