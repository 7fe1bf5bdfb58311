import { relative, resolve } from 'node:path'
import { type Diagnostic, failed } from '../model/diagnostic.ts'
import type { Properties } from '../model/value.ts'
import { clouds } from '../providers/index.ts'
import { expandFile } from '../template/expand-file.ts'
import type { TemplateArguments } from './arguments.ts'
import type { WorkflowContext } from './context.ts'
import { readNamed, templateFile } from './project/files.ts'
import { readingBeside } from './project/included.ts'

/** Which template is expanded, and for where. */
export interface ExpandArguments extends TemplateArguments {
  readonly region?: string | undefined
  /** That of the region where none is given. */
  readonly partition?: string | undefined
}

/** A template with its transforms applied, or why there is none. */
export interface Expanded {
  /** Relative to the folder that we are in. */
  readonly file: string
  readonly text: string
  readonly template?: Properties
  readonly diagnostics: readonly Diagnostic[]
}

/** Applies the transforms of a template, offline and without an account. */
export async function expandTemplate(context: WorkflowContext, args: ExpandArguments): Promise<Expanded> {
  const place = await templateFile(context, args.template)
  const file = relative(context.cwd, place.file)
  const bytes = await readNamed(resolve(context.cwd, place.file), file)
  const { region, partition } = args
  const { value, diagnostics } = await expandFile({
    file,
    text: bytes,
    clouds,
    parameters: args.parameters,
    now: context.now(),
    readText: readingBeside(place.folder),
    world: { ...(region === undefined ? {} : { region }), ...(partition === undefined ? {} : { partition }) },
  })
  const text = Buffer.from(bytes).toString()
  return value === undefined || failed(diagnostics)
    ? { file, text, diagnostics }
    : { file, text, template: value, diagnostics }
}
