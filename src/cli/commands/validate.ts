import { writeFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { type Diagnostic, failed, severityOf } from '../../model/diagnostic.ts'
import { inOrder } from '../../template/check.ts'
import { fix } from '../../template/yaml/fix.ts'
import { readNamed, type TemplateFile, templateFile } from '../../workflows/project/files.ts'
import { untakenOf } from '../../workflows/project/untaken.ts'
import { loadTemplate } from '../../workflows/project/workspace.ts'
import { titlesOf } from '../../workflows/titles.ts'
import type { Command, Context } from '../command.ts'
import { has, templateArgument, templateOptions, textOf } from '../options.ts'
import { renderGithub, renderJson, renderSarif, renderText } from '../views/diagnostics.ts'
import { printable } from '../views/printable.ts'
import { coloured } from '../views/style.ts'
import { writeText } from '../views/write.ts'

export const validate: Command = {
  name: 'validate',
  summary: 'check a template, offline and without an account',
  arguments: [templateArgument],
  options: [
    ...templateOptions,
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
    const place = await templateFile(context, typed)
    const fixes = has(typed, 'fix') ? await fixFile(place) : []
    const region = textOf(typed, 'region')
    const world = region === undefined ? {} : { region }
    const { value, diagnostics: found } = await loadTemplate(context, { typed, place, world, checks: true })
    const untaken = value === undefined ? [] : await untakenOf(value, context.root, found)
    const diagnostics = untaken.length === 0 ? found : inOrder([...found, ...untaken])
    const text = value?.template.text ?? Buffer.from(await readNamed(place.file, place.file)).toString()
    const form = textOf(typed, 'format') ?? textOf(typed, 'output') ?? 'text'
    writeText(
      context.stdout,
      await rendered(context, diagnostics, {
        form,
        file: relative(context.cwd, place.file),
        text,
        fixed: fixes.length,
      }),
    )
    return failed(diagnostics) ? 2 : 0
  },
}

/** Fixes the file where something is certain; a file that would not change is not written. */
async function fixFile({ file }: TemplateFile): Promise<readonly unknown[]> {
  const text = Buffer.from(await readNamed(file, file)).toString()
  const { text: better, fixed } = fix(text)
  if (better !== text) await writeFile(file, better)
  return fixed
}

interface Shown {
  readonly form: string
  readonly file: string
  readonly text: string
  readonly fixed: number
}

async function rendered(context: Context, found: readonly Diagnostic[], shown: Shown): Promise<string> {
  const titleOf = await titlesOf(found)
  if (shown.form === 'sarif') return `${renderSarif(found, { titleOf })}\n`
  if (shown.form === 'github') return renderGithub(found, { titleOf })
  if (shown.form === 'json') return `${renderJson(found, { titleOf })}\n`
  const width = context.stdout.columns || 100
  const texts = new Map([[shown.file, shown.text]])
  const body = renderText(found, { texts, titleOf, colour: coloured(context), width })
  return `${body === '' ? '' : `${body}\n`}${summary(found, shown)}\n`
}

function summary(found: readonly Diagnostic[], { file, fixed }: Shown): string {
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
