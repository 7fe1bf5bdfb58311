import { cp, mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { FnxError } from '../model/diagnostic.ts'
import { similar } from '../model/similar.ts'
import type { WorkflowContext } from './context.ts'

/** What a new project can be made from, and what that is: the title of its page. */
export interface ProjectTemplate {
  readonly name: string
  readonly description: string
}

/** Lists the templates that a new project can be made from. */
export async function projectTemplates({ root }: WorkflowContext): Promise<readonly ProjectTemplate[]> {
  const entries = await readdir(join(root, 'templates'), { withFileTypes: true })
  const names = entries.filter(entry => entry.isDirectory()).map(({ name }) => name)
  return Promise.all(names.map(async name => ({ name, description: await titleOf(root, name) })))
}

async function titleOf(root: string, name: string): Promise<string> {
  const page = await readFile(join(root, 'templates', name, 'README.md'), 'utf8')
  return page.split('\n', 1)[0]?.replace(/^# /, '') ?? ''
}

/** Makes a project of a template in a folder that is new or empty. */
export async function makeProject(
  context: WorkflowContext,
  { name, folder }: { readonly name: string; readonly folder: string },
): Promise<void> {
  const templates = await projectTemplates(context)
  if (!templates.some(template => template.name === name)) throw unknown(name, templates)
  await copyTemplate(join(context.root, 'templates', name), folder)
}

function unknown(name: string, templates: readonly ProjectTemplate[]): FnxError {
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
