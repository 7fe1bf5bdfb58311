import { existsSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { type Diagnostic, FnxError, type Report } from '../model/diagnostic.ts'
import type { FunctionSpec } from '../model/stack.ts'
import { type Properties, record } from '../model/value.ts'
import { optionsOf } from './build-options.ts'
import { type Entry, fileMode } from './entry.ts'
import type { BuildOptions, BuildResult, Esbuild, Message } from './esbuild.ts'

/** A function whose `BuildMethod` is esbuild. */
export interface BuildJob {
  readonly spec: FunctionSpec
  /** The folder of its code. */
  readonly root: string
  /** The template's folder as the user named it, for the places of findings. */
  readonly folder: string
  readonly esbuild: Esbuild
}

/**
 * Bundles a function with esbuild, by the properties that SAM has for it, and gives the files of its zip.
 * The bundle lies where the handler expects it, so `src/app.handler` becomes `src/app.js`. What esbuild finds comes out as E8006
 * and W8006 with file, line and column.
 */
export async function buildEntries(job: BuildJob, report: Report): Promise<readonly Entry[]> {
  const options = optionsOf(record(job.spec.code?.build?.BuildProperties), job.spec)
  const outdir = join(job.root, '.fnx-out')
  const result = await run(job, { ...options.esbuild, entryPoints: entryPointsOf(job, options), outdir })
  for (const message of result.warnings) report(finding('W8006', message, job))
  return (result.outputFiles ?? []).map(({ path, contents }) => ({
    path: relative(outdir, path).split(sep).join('/'),
    mode: fileMode,
    content: { bytes: contents },
  }))
}

const sourceEndings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs']

/**
 * Gives the file of a handler without its ending: what stands before the first dot of the last part.
 * @example moduleOf('src/app.handler') // 'src/app'
 */
export function moduleOf(handler: string): string {
  const slash = handler.lastIndexOf('/') + 1
  const dot = handler.indexOf('.', slash)
  return (dot < 0 ? handler : handler.slice(0, dot)).replace(/^\.\//, '')
}

type Options = ReturnType<typeof optionsOf>
type Points = { in: string; out: string }[]

function entryPointsOf({ spec, root }: BuildJob, { entryPoints }: Options): Points {
  const module = moduleOf(spec.handler)
  const [first, ...rest] = entryPoints
  if (first === undefined) return [{ in: sourceOf(spec, root), out: module }]
  if (rest.length === 0) return [{ in: join(root, first), out: module }]
  const shared = named(root, entryPoints, commonFolder(entryPoints))
  const whole = named(root, entryPoints, '')
  const fitting = [shared, whole].find(points => points.some(({ out }) => out === module))
  if (fitting !== undefined) return fitting
  throw new FnxError({
    code: 'E8007',
    message: `None of the EntryPoints of ${spec.id} becomes ${module}.js, which its handler ${spec.handler} needs.`,
    hint: `Add the source of ${module} to EntryPoints, or name one of them in the handler.`,
  })
}

function sourceOf(spec: FunctionSpec, root: string): string {
  const file = sourceEndings.map(ending => join(root, moduleOf(spec.handler) + ending)).find(existsSync)
  if (file !== undefined) return file
  throw new FnxError({
    code: 'E8007',
    message: `${spec.id} has no EntryPoints, and there is no ${moduleOf(spec.handler)}.ts or .js for its handler ${spec.handler} in ${root}.`,
    hint: 'Name the source in Metadata: BuildProperties: EntryPoints.',
  })
}

function named(root: string, files: readonly string[], base: string): Points {
  return files.map(file => ({
    in: join(root, file),
    out: relative(base, file)
      .split(sep)
      .join('/')
      .replace(/\.[^./]+$/, ''),
  }))
}

function commonFolder(files: readonly string[]): string {
  const folders = files.map(file => join(file).split(sep).slice(0, -1))
  const [first = []] = folders
  const differs = first.findIndex((part, index) => folders.some(folder => folder[index] !== part))
  return first.slice(0, differs < 0 ? first.length : differs).join(sep)
}

async function run(job: BuildJob, options: BuildOptions): Promise<BuildResult> {
  try {
    return await job.esbuild.build({
      bundle: true,
      platform: 'node',
      write: false,
      logLevel: 'silent',
      absWorkingDir: job.root,
      ...options,
    })
  } catch (error) {
    const messages = messagesOf(error)
    if (messages.length === 0) throw error
    throw new FnxError(messages.map(message => finding('E8006', message, job)))
  }
}

/** esbuild throws an error that carries its findings; anything else is not about the user's code. */
function messagesOf(error: unknown): readonly Message[] {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : []
}

function finding(
  code: string,
  { text, location, notes }: Message,
  { spec, root, folder }: BuildJob,
): Diagnostic {
  const hint = notes.map(note => note.text).join(' ')
  const told = { code, message: `${spec.id} is not bundled cleanly: ${text}.`.replace(/\.\.$/, '.') }
  if (location === null) return hint === '' ? told : { ...told, hint }
  const { line, column, length, lineText } = location
  const start = { line, column: columnOf(lineText, column) }
  const end = { line, column: columnOf(lineText, column + length) }
  const file = join(folder, relative(folder, join(root, location.file)))
  return { ...told, ...(hint === '' ? {} : { hint }), location: { file, start, end } }
}

/** esbuild counts bytes from 0. */
function columnOf(line: string, bytes: number): number {
  return Buffer.from(line).subarray(0, bytes).toString().length + 1
}

/** Tells whether a function's code is bundled by esbuild. */
export function isBundled(build: Properties | undefined): boolean {
  return build?.BuildMethod === 'esbuild'
}
