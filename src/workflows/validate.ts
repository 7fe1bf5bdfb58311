import { writeFile } from 'node:fs/promises'
import { relative } from 'node:path'
import type { Diagnostic } from '../model/diagnostic.ts'
import { inOrder } from '../template/check.ts'
import { fix } from '../template/yaml/fix.ts'
import type { TemplateArguments } from './arguments.ts'
import type { WorkflowContext } from './context.ts'
import { readNamed, type TemplateFile, templateFile } from './project/files.ts'
import { untakenOf } from './project/untaken.ts'
import { loadTemplate } from './project/workspace.ts'

/** Which template is checked, and how. */
export interface ValidateArguments extends TemplateArguments {
  readonly region?: string | undefined
  /** Fix typos that are certain, in place. */
  readonly fix: boolean
}

/** What a check found. */
export interface Validated {
  /** Relative to the folder that we are in. */
  readonly file: string
  readonly text: string
  readonly diagnostics: readonly Diagnostic[]
  /** How many typos were fixed. */
  readonly fixed: number
}

/** Checks a template, offline and without an account. */
export async function validateTemplate(
  context: WorkflowContext,
  args: ValidateArguments,
): Promise<Validated> {
  const place = await templateFile(context, args.template)
  const fixes = args.fix ? await fixFile(place) : []
  const world = args.region === undefined ? {} : { region: args.region }
  const { value, diagnostics: found } = await loadTemplate(context, {
    args,
    place,
    world,
    unbuilt: true,
    checks: true,
  })
  const untaken = value === undefined ? [] : await untakenOf(value, context.root, found)
  return {
    file: relative(context.cwd, place.file),
    text: value?.template.text ?? Buffer.from(await readNamed(place.file, place.file)).toString(),
    diagnostics: untaken.length === 0 ? found : inOrder([...found, ...untaken]),
    fixed: fixes.length,
  }
}

/** Fixes the file where something is certain; a file that would not change is not written. */
async function fixFile({ file }: TemplateFile): Promise<readonly unknown[]> {
  const text = Buffer.from(await readNamed(file, file)).toString()
  const { text: better, fixed } = fix(text)
  if (better !== text) await writeFile(file, better)
  return fixed
}
