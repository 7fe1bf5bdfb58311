import { relative, resolve } from 'node:path'
import { makeProject, type ProjectTemplate, projectTemplates } from '../../workflows/init.ts'
import { quoted } from '../../workflows/stack/command-line.ts'
import type { Command, Context } from '../command.ts'
import { has, outputOption, textOf, wantsJson } from '../options.ts'
import { choose } from '../views/ask.ts'
import { printable } from '../views/printable.ts'
import { table } from '../views/table.ts'
import { writeJson, writeText } from '../views/write.ts'

export const init: Command = {
  name: 'init',
  summary: 'make a new project from a template',
  arguments: [{ name: '[folder]', description: 'where to put it (default: the name of the template)' }],
  options: [
    { flags: '-t, --template <name>', description: 'which template, such as aws-nodejs' },
    { flags: '-n, --name <folder>', description: 'the folder, as other tools have it', hidden: true },
    { flags: '--list', description: 'list the templates' },
    outputOption,
  ],
  examples: [
    ['fnx init --list', 'see what there is'],
    ['fnx init shop --template aws-nodejs', 'make a project in shop/'],
  ],
  async run(context, typed) {
    const templates = await projectTemplates(context)
    if (has(typed, 'list')) return listed(context, templates, wantsJson(typed))
    const name = textOf(typed, 'template') ?? (await chosen(context, templates))
    const folder = resolve(context.cwd, typed.args[0] ?? textOf(typed, 'name') ?? name)
    await makeProject(context, { name, folder })
    tell(context, { folder, name, json: wantsJson(typed) })
    return 0
  },
}

function chosen(context: Context, templates: readonly ProjectTemplate[]): Promise<string> {
  const choices = templates.map(({ name, description }) => ({ word: name, description }))
  return choose(context, 'Which template?', { choices, flag: '--template' })
}

function listed({ stdout }: Context, templates: readonly ProjectTemplate[], json: boolean): number {
  if (json) writeJson(stdout, { templates })
  else
    writeText(stdout, `${table(templates.map(({ name, description }) => [name, description])).join('\n')}\n`)
  return 0
}

function tell(
  { stdout, cwd }: Context,
  { folder, name, json }: { folder: string; name: string; json: boolean },
): void {
  if (json) {
    writeJson(stdout, { template: name, folder })
    return
  }
  const short = printable(relative(cwd, folder))
  const enter = short === '' ? [] : [`  cd ${quoted(short)}`]
  const next = [...enter, '  fnx local start', '  fnx deploy --local']
  writeText(
    stdout,
    `Made ${short === '' ? 'a project here' : short} from ${name}. Next:\n${next.join('\n')}\n`,
  )
}
