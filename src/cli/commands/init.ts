import { cp, mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { FnxError } from '../../model/diagnostic.ts'
import { similar } from '../../model/similar.ts'
import type { Command, Context } from '../command.ts'
import { quoted } from '../command-line.ts'
import { outputOption, textOf, wantsJson } from '../options.ts'
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
    const templates = await templatesOf(context)
    if (typed.options.list === true) return listed(context, templates, wantsJson(typed))
    const name = textOf(typed, 'template') ?? (await chosen(context, templates))
    if (!templates.some(template => template.name === name)) throw unknown(name, templates)
    const folder = resolve(context.cwd, typed.args[0] ?? textOf(typed, 'name') ?? name)
    await copyTemplate(join(context.root, 'templates', name), folder)
    tell(context, { folder, name, json: wantsJson(typed) })
    return 0
  },
}

/** A template, and what it makes: the title of its page. */
interface Template {
  readonly name: string
  readonly description: string
}

async function templatesOf({ root }: Context): Promise<readonly Template[]> {
  const entries = await readdir(join(root, 'templates'), { withFileTypes: true })
  const names = entries.filter(entry => entry.isDirectory()).map(({ name }) => name)
  return Promise.all(names.map(async name => ({ name, description: await titleOf(root, name) })))
}

async function titleOf(root: string, name: string): Promise<string> {
  const page = await readFile(join(root, 'templates', name, 'README.md'), 'utf8')
  return page.split('\n', 1)[0]?.replace(/^# /, '') ?? ''
}

function chosen(context: Context, templates: readonly Template[]): Promise<string> {
  const choices = templates.map(({ name, description }) => ({ word: name, description }))
  return choose(context, 'Which template?', { choices, flag: '--template' })
}

function listed({ stdout }: Context, templates: readonly Template[], json: boolean): number {
  if (json) writeJson(stdout, { templates })
  else
    writeText(stdout, `${table(templates.map(({ name, description }) => [name, description])).join('\n')}\n`)
  return 0
}

function unknown(name: string, templates: readonly Template[]): FnxError {
  const names = templates.map(template => template.name)
  const meant = similar(name, names)
  const suggestion = meant === undefined ? '' : `Did you mean "${meant}"? `
  return new FnxError(
    {
      code: 'E0001',
      message: `There is no template ${name}.`,
      hint: `${suggestion}Choose one of: ${names.join(', ')}`,
    },
    2,
  )
}

/** Copies a template into a folder that is new or empty; npm ships ignore files under another name. */
async function copyTemplate(from: string, to: string): Promise<void> {
  const there = await readdir(to).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new FnxError({ code: 'E0002', message: `${to} is not a folder.`, hint: 'Name another folder.' }, 2)
  })
  if (there.length > 0)
    throw new FnxError(
      { code: 'E0009', message: `${to} is not empty.`, hint: 'Name a new folder: fnx init my-project' },
      2,
    )
  await mkdir(to, { recursive: true })
  await cp(from, to, { recursive: true, filter: source => !/[\\/](node_modules|\.fnx)$/.test(source) })
  await rename(join(to, 'gitignore'), join(to, '.gitignore')).catch(() => undefined)
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
