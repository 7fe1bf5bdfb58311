import { dirname, relative, resolve } from 'node:path'
import { kindAt } from '../../artifact/kind-at.ts'
import { type Checked, type Diagnostic, FnxError, failed, severityOf } from '../../model/diagnostic.ts'
import type { Look, World } from '../../model/dialect.ts'
import type { LookupResults } from '../../model/lookup-results.ts'
import type { Cloud, Provider } from '../../model/provider.ts'
import type { Coded, FunctionSpec, Stack } from '../../model/stack.ts'
import { clouds } from '../../providers/index.ts'
import { type BindInput, bind } from '../../template/load.ts'
import type { Loaded, NestedFile } from '../../template/loaded.ts'
import { open, type Opened as Parsed } from '../../template/open.ts'
import type { TemplateArguments } from '../arguments.ts'
import type { WorkflowContext } from '../context.ts'
import type { Reporter } from '../reporter.ts'
import { concerning } from './concerns.ts'
import { readNamed, type TemplateFile, templateFile } from './files.ts'
import { readingBeside } from './included.ts'
import type { NestedBinding } from './nested.ts'

/** A template that may be worked on. */
export interface Understood extends TemplateFile {
  readonly loaded: Loaded
  readonly parsed: ParsedTemplate
}

/** A template as it was read, with the files that it includes: all that a command looks at afterwards is this reading. */
export interface ParsedTemplate {
  readonly opened: Checked<Parsed>
  readText(path: string): string | undefined
  /** Reads the template of a nested stack, each once. */
  nested(file: string, context: WorkflowContext): Promise<ParsedTemplate>
}

/** A template that may be worked on, with the provider of its cloud. */
export interface Opened extends Understood {
  readonly provider: Provider
}

/** How a template is opened. */
export interface OpenOptions {
  /** Where it goes, once that is known; until then what depends on it stays open. */
  readonly world?: Partial<World> | ((cloud: Cloud) => World)
  /** What the cloud was asked for, once it was. */
  readonly lookupResults?: LookupResults
  /** An earlier reading of the file, which is then not read again. */
  readonly parsed?: ParsedTemplate
  /** What is checked may be built before it is deployed, so code that is not there is no error. */
  readonly unbuilt?: boolean
  /** Look for what is wrong, not just for what is needed; off on the way to a local invocation. */
  readonly checks: boolean
  /** Chooses the function that is needed: errors that do not concern it are told, and end nothing. */
  readonly needed?: (functions: readonly FunctionSpec[]) => FunctionSpec | undefined
  /** A plan is made of it, which refuses what the expansion leaves out: that is then told once. */
  readonly planned?: boolean
}

/** Reads and checks a template and loads its provider; shows what was found and ends with 2 on an error. */
export async function openTemplate(
  context: WorkflowContext,
  args: TemplateArguments,
  options: OpenOptions & { readonly reporter: Reporter },
): Promise<Opened> {
  const understood = await understand(context, args, options)
  return { ...understood, provider: await understood.loaded.cloud.provider() }
}

/** Does the same for what needs no provider. */
export async function understand(
  context: WorkflowContext,
  args: TemplateArguments,
  { reporter, planned = false, needed, ...options }: OpenOptions & { readonly reporter: Reporter },
): Promise<Understood> {
  const place = await templateFile(context, args.template)
  const parsed = options.parsed ?? (await parseTemplate(context, place))
  const { value, diagnostics } = await loadTemplate(context, { args, place, ...options, parsed })
  const texts = new Map(value === undefined ? [] : [[value.template.file, value.template.text]])
  const only = value && needed?.(await functionsOf(value.stack))
  const fatal = value && only ? concerning(diagnostics, value, only) : diagnostics
  if (failed(fatal) || value === undefined) throw new FnxError(diagnostics, 2)
  const shown = planned ? without(diagnostics, value.dropped) : diagnostics
  if (needed !== undefined) await reporter.diagnostics(shown.filter(isError), texts)
  else if (options.checks) await reporter.diagnostics(shown, texts)
  return { ...place, loaded: value, parsed }
}

function isError({ code }: Diagnostic): boolean {
  return severityOf(code) === 'error'
}

function without(all: readonly Diagnostic[], some: readonly Diagnostic[]): readonly Diagnostic[] {
  const keyOf = ({ code, location }: Diagnostic) =>
    `${code} ${location?.start.line}:${location?.start.column}`
  const keys = new Set(some.map(keyOf))
  return all.filter(one => !keys.has(keyOf(one)))
}

/** Reads a template file; what it includes is read when it is first asked for, and once. */
export async function parseTemplate(context: WorkflowContext, place: TemplateFile): Promise<ParsedTemplate> {
  return parseText(await readNamed(place.file, place.file), {
    file: relative(context.cwd, place.file),
    folder: place.folder,
  })
}

/** Reads the text of a template that lies in a folder, or would. */
export async function parseText(
  text: string | Uint8Array,
  { file, folder }: TemplateFile,
): Promise<ParsedTemplate> {
  const opened = await open({ file, text, clouds })
  const read = readingBeside(folder)
  const texts = new Map<string, string | undefined>()
  const nested = new Map<string, Promise<ParsedTemplate>>()
  return {
    opened,
    nested(inner, context) {
      const known = nested.get(inner) ?? parseTemplate(context, { file: inner, folder: dirname(inner) })
      nested.set(inner, known)
      return known
    },
    readText(path) {
      if (!texts.has(path)) texts.set(path, read(path))
      return texts.get(path)
    },
  }
}

/** Runs the front end on a template file. */
export async function loadTemplate(
  context: WorkflowContext,
  {
    args,
    place,
    ...options
  }: OpenOptions & {
    readonly args: TemplateArguments
    readonly place: TemplateFile
  },
) {
  const parsed = options.parsed ?? (await parseTemplate(context, place))
  const { parameters, givenAt } = args
  return bindWhole(context, { ...options, parsed, binding: { parameters, givenAt }, files: [place.file] })
}

/** A template that is bound with the nested stacks in it. */
interface Whole extends OpenOptions {
  readonly parsed: ParsedTemplate
  readonly binding: NestedBinding
  /** Its file, and those of the templates that hold it. */
  readonly files: readonly [string, ...string[]]
}

async function bindWhole(
  context: WorkflowContext,
  { parsed, binding, files, ...options }: Whole,
): Promise<Checked<Loaded>> {
  const [file] = files
  const bound: BindInput = {
    readText: parsed.readText,
    root: context.root,
    look: looking(dirname(file)),
    today: context.now(),
    functionsOf,
    layersOf,
    ...options,
    ...binding,
  }
  const { value, diagnostics } = await bind(parsed.opened, bound)
  if (value === undefined || !holdsNested(value)) return { ...(value && { value }), diagnostics }
  const { bindNested } = await import('./nested.ts')
  const whole = await bindNested(value, {
    files,
    bound,
    load: async (inner, binding) =>
      bindWhole(context, {
        ...options,
        parsed: await parsed.nested(inner, context),
        binding,
        files: [inner, ...files],
      }),
    filesOf: filesBeside,
  })
  return { ...whole, diagnostics: [...diagnostics, ...whole.diagnostics] }
}

function holdsNested({ dialect, stack }: Loaded): boolean {
  return Object.values(stack.resources).some(({ type }) => type === dialect.nested?.type)
}

/** Code lies beside the template that names it. */
async function filesBeside({ stack }: Loaded): Promise<readonly NestedFile[]> {
  return [...(await functionsOf(stack)), ...(await layersOf(stack))].flatMap(({ id, code }) =>
    code?.path === undefined ? [] : [{ logicalId: id, property: code.property, path: code.path }],
  )
}

/** Where a stack goes does not matter for what its functions are called and where their code lies. */
async function functionsOf(stack: Stack): Promise<readonly FunctionSpec[]> {
  const cloud = clouds.find(({ name }) => name === stack.provider)
  if (cloud === undefined) return []
  return cloud.functions(stack, placeholderWorld(cloud), value => value)
}

async function layersOf(stack: Stack): Promise<readonly Coded[]> {
  return (await clouds.find(({ name }) => name === stack.provider)?.layers?.(stack)) ?? []
}

/** Many functions share a folder: each path is looked at once. */
function looking(folder: string): (path: string) => Look {
  const seen = new Map<string, Look>()
  return path => {
    if (!seen.has(path)) seen.set(path, lookAt(resolve(folder, path)))
    return seen.get(path)
  }
}

function lookAt(path: string): Look {
  try {
    return kindAt(path)
  } catch {
    return 'unreadable' // a rule says so at its place
  }
}

/** Stands for the target where none is needed, such as for packaging and for runs from source. */
export function placeholderWorld({ defaultRegion, partitionOf }: Cloud): World {
  const partition = partitionOf(defaultRegion)
  return { account: '000000000000', region: defaultRegion, partition, stackName: 'app', stage: 'local' }
}
