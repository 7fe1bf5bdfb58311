import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { FnxError } from '../../model/diagnostic.ts'
import type { WorkflowContext } from '../context.ts'

/** The names that a template has when none is given, in the order of looking. */
const defaultNames = ['template.yaml', 'template.yml', 'template.json']

/** A template's file and the folder that code paths and `.fnx/` are relative to. */
export interface TemplateFile {
  readonly file: string
  readonly folder: string
}

/** Finds the template that is named, or the one of the folder that we are in; says what is missing. */
export async function templateFile(
  { cwd }: Pick<WorkflowContext, 'cwd'>,
  named: string | undefined,
): Promise<TemplateFile> {
  if (named !== undefined) return placed(await existing(resolve(cwd, named), named))
  const found = await templateIn(cwd, '.')
  if (found !== undefined) return placed(found)
  throw new FnxError(
    {
      code: 'E0003',
      message: `There is no ${defaultNames.join(', ')} in this folder.`,
      hint: 'Name the template, or make a project with: fnx init',
    },
    2,
  )
}

function placed(file: string): TemplateFile {
  return { file, folder: dirname(file) }
}

/** A folder stands for the template in it, so that `fnx deploy my-project` works. */
async function existing(path: string, named: string): Promise<string> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error)
  if (found instanceof Error) throw unreadable(named, found)
  if (!found.isDirectory()) return path
  const template = await templateIn(path, named)
  if (template !== undefined) return template
  throw new FnxError(
    {
      code: 'E0002',
      message: `${named} is a folder without a template in it.`,
      hint: `Name the template file, such as ${join(named, 'template.yaml')}`,
    },
    2,
  )
}

/** Looks for a template in a folder; one that may not be entered may well have one. */
async function templateIn(folder: string, named: string): Promise<string | undefined> {
  for (const name of defaultNames) {
    const path = join(folder, name)
    const found = await stat(path).catch((error: NodeJS.ErrnoException) => error)
    if (!(found instanceof Error)) {
      if (found.isFile()) return path
    } else if (found.code !== 'ENOENT') throw unreadable(join(named, name), found)
  }
  return undefined
}

/** Reads a file that the user named; what is wrong with it is said in words. */
export async function readNamed(path: string, named: string): Promise<Uint8Array> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(named, error)
  })
}

function unreadable(named: string, { code, message }: NodeJS.ErrnoException): FnxError {
  const reasons: Record<string, string> = {
    ENOENT: `There is no file ${named}.`,
    EISDIR: `${named} is a folder, not a file.`,
    EACCES: `${named} may not be read by this user.`,
  }
  const hints: Record<string, string> = {
    ENOENT: 'Check the path; it is relative to the folder that you are in.',
    EACCES: 'Give this user the right to read the file and to enter the folders above it.',
  }
  const hint = hints[code ?? ''] ?? 'Check the path.'
  return new FnxError({ code: 'E0002', message: reasons[code ?? ''] ?? `${named}: ${message}.`, hint }, 2)
}

/** The name of a stack when none is given: the folder's, with what clouds do not take made `-`, as long as they take. */
export function defaultStackName(folder: string): string {
  const name = basename(folder)
    .replace(/[^A-Za-z0-9-]+/g, '-')
    .replace(/^[^A-Za-z]+/, '')
    .slice(0, 63)
    .replace(/-+$/, '')
  return name === '' ? 'app' : name
}
