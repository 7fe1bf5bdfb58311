import { writeFile } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import { type Diagnostic, FnxError } from '../model/diagnostic.ts'
import { inOrder } from '../template/check.ts'
import { fix } from '../template/yaml/fix.ts'
import type { TemplateArguments } from './arguments.ts'
import type { WorkflowContext } from './context.ts'
import { readNamed, templateFile } from './project/files.ts'
import { standardInput, type Templates, templatesAt } from './project/templates.ts'
import { untakenOf } from './project/untaken.ts'
import { loadTemplate, parseText } from './project/workspace.ts'

/** Which templates are checked, and how. */
export interface ValidateArguments extends Omit<TemplateArguments, 'template'> {
  /** Files, folders, patterns and `-`; without one the folder that we are in is looked through for its template. */
  readonly templates: readonly string[]
  readonly region?: string | undefined
  /** Fix typos that are certain, in place. */
  readonly fix: boolean
  /** Gives what stands in for a template named `-`. */
  readonly standardInput: () => Promise<Uint8Array>
}

/** What a check found. */
export interface Validated {
  /** Each template that was checked. */
  readonly files: readonly ValidatedFile[]
  /** What is wrong with the names that were given. */
  readonly diagnostics: readonly Diagnostic[]
}

/** What a check found in one template. */
export interface ValidatedFile {
  /** Relative to the folder that we are in. */
  readonly file: string
  readonly text: string
  readonly diagnostics: readonly Diagnostic[]
  /** How many typos were fixed. */
  readonly fixed: number
}

/** Checks templates, offline and without an account. */
export async function validateTemplates(
  context: WorkflowContext,
  args: ValidateArguments,
): Promise<Validated> {
  const { files, diagnostics } =
    args.templates.length === 0 ? await templateHere(context) : templatesAt(context, args.templates)
  const checked: ValidatedFile[] = []
  for (const file of files) checked.push(await checkedFile(context, args, file))
  return { files: checked, diagnostics }
}

async function templateHere(context: WorkflowContext): Promise<Templates> {
  try {
    return { files: [(await templateFile(context, undefined)).file], diagnostics: [] }
  } catch (error) {
    if (!(error instanceof FnxError)) throw error
    return { files: [], diagnostics: error.diagnostics }
  }
}

/** What keeps one template from being checked is a finding of it: the others are checked all the same. */
async function checkedFile(
  context: WorkflowContext,
  args: ValidateArguments,
  path: string,
): Promise<ValidatedFile> {
  const file = path === standardInput ? path : relative(context.cwd, path)
  try {
    return await check(context, args, { path, file })
  } catch (error) {
    if (!(error instanceof FnxError)) throw error
    return { file, text: '', fixed: 0, diagnostics: error.diagnostics }
  }
}

async function check(
  context: WorkflowContext,
  args: ValidateArguments,
  { path, file }: { readonly path: string; readonly file: string },
): Promise<ValidatedFile> {
  const isFile = path !== standardInput
  const fixed = isFile && args.fix ? await fixFile(path) : 0
  const bytes = isFile ? await readNamed(path, file) : await args.standardInput()
  const folder = isFile ? dirname(path) : context.cwd
  const parsed = await parseText(bytes, { file, folder })
  const { value, diagnostics: found } = await loadTemplate(context, {
    args: { parameters: args.parameters, givenAt: args.givenAt },
    place: { file: path, folder },
    parsed,
    world: args.region === undefined ? {} : { region: args.region },
    unbuilt: true,
    checks: true,
  })
  const untaken = value === undefined ? [] : untakenOf(value, context.root, found)
  return {
    file,
    text: Buffer.from(bytes).toString(),
    diagnostics: untaken.length === 0 ? found : inOrder([...found, ...untaken]),
    fixed,
  }
}

/** Fixes the file where something is certain; a file that would not change is not written. */
async function fixFile(path: string): Promise<number> {
  const text = Buffer.from(await readNamed(path, path)).toString()
  const { text: better, fixed } = fix(text)
  if (better !== text) await writeFile(path, better)
  return fixed.length
}
