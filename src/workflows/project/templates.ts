import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { WorkflowContext } from '../context.ts'
import { globOf } from './glob.ts'

/** What names of a command line stand for. */
export interface Templates {
  /** Absolute paths, each once, in the order of the names; `-` is the standard input. */
  readonly files: readonly string[]
  /** Names that stand for nothing. */
  readonly diagnostics: readonly Diagnostic[]
}

/** The name that stands for the standard input. */
export const standardInput = '-'

/** Finds the templates that are meant by files, patterns, and folders, which stand for all templates below them. */
export function templatesAt({ cwd }: Pick<WorkflowContext, 'cwd'>, names: readonly string[]): Templates {
  const files = new Set<string>()
  const diagnostics: Diagnostic[] = []
  for (const name of names) {
    const found = filesOf(name, cwd)
    for (const file of found) files.add(file)
    if (found.length === 0) diagnostics.push(nothingAt(name, cwd))
  }
  return { files: [...files], diagnostics }
}

function filesOf(name: string, cwd: string): readonly string[] {
  if (name === standardInput) return [name]
  const path = resolve(cwd, name)
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) return [...filesBelow(path)].filter(isTemplate)
  if (found !== undefined) return [path]
  const glob = globOf(name)
  if (glob === undefined) return []
  return [...filesBelow(resolve(cwd, glob.folder))].filter(file =>
    glob.pattern.test(file.slice(resolve(cwd, glob.folder).length + 1).replaceAll(sep, '/')),
  )
}

function nothingAt(name: string, cwd: string): Diagnostic {
  const isFolder = statSync(resolve(cwd, name), { throwIfNoEntry: false })?.isDirectory()
  if (isFolder)
    return {
      code: 'E0002',
      message: `${name} is a folder without a template in it.`,
      hint: `Name the template file, such as ${join(name, 'template.yaml')}`,
    }
  const message = globOf(name) === undefined ? `There is no file ${name}.` : `No file matches ${name}.`
  return {
    code: 'E0002',
    message,
    hint: 'Check the path; it is relative to the folder that you are in.',
  }
}

/** Folders of packages, of tools and of what they build hold no templates of their owner. */
const passed = /^(\..*|node_modules|cdk\.out|__pycache__|venv)$/

/** Lists files below a folder by their paths; what may not be read is passed over. */
function* filesBelow(folder: string): Iterable<string> {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!passed.test(entry.name)) yield* filesBelow(path)
    } else if (entry.isFile()) yield path
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((left, right) =>
      left.name < right.name ? -1 : 1,
    )
  } catch {
    return [] // not there, or not ours to read: it holds nothing that could be named
  }
}

/** Tells a template from the other files of a folder, without parsing either. */
function isTemplate(file: string): boolean {
  if (!/\.(ya?ml|json|template)$/i.test(file)) return false
  try {
    const text = readFileSync(file, 'utf8')
    return /(?:^|[{,])\s*['"]?Resources['"]?\s*:/m.test(text) && words.test(text)
  } catch {
    return false
  }
}

const words = /AWSTemplateFormatVersion|ROSTemplateFormatVersion|\b(AWS|Custom|Aliyun|ALIYUN|TencentCloud)::/
