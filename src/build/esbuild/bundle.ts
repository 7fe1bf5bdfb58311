import { existsSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, relative, resolve, sep } from 'node:path'
import { type Diagnostic, FnxError, type Report } from '../../model/diagnostic.ts'
import type { Properties } from '../../model/value.ts'
import type { Unit } from '../unit.ts'
import type { BuildOptions, BuildResult, Esbuild, Message } from './esbuild.ts'
import { optionsOf } from './options.ts'

/** A function that esbuild bundles. */
export interface BundleJob {
  readonly unit: Pick<Unit, 'id' | 'handler' | 'runtime' | 'environment'>
  /** Its `BuildProperties`. */
  readonly properties: Properties
  /** The folder of its code, or of a copy of it. */
  readonly root: string
  /** The template's folder as the user named it, for the places of findings. */
  readonly folder: string
  /** Gives the file of the user that a file stands for. */
  placeOf?(file: string): string
  readonly esbuild: Esbuild
}

/** What a bundle consists of, and all files that it was made from. */
export interface Bundle {
  readonly files: readonly { readonly path: string; readonly contents: Uint8Array }[]
  readonly inputs: readonly string[]
  /** Names of packages that it leaves to be found at run time. */
  readonly externals: readonly string[]
}

/**
 * Bundles a function with esbuild, by the properties that SAM has for it.
 * The bundle lies where the handler expects it, so `src/app.handler` becomes `src/app.js`. What esbuild finds comes out as E8006
 * and W8006 with file, line and column.
 */
export async function bundle(job: BundleJob, report: Report): Promise<Bundle> {
  const options = optionsOf(job.properties, job.unit)
  const outdir = join(job.root, '.fnx-out')
  const result = await run(job, { ...options.esbuild, entryPoints: entryPointsOf(job, options), outdir })
  for (const message of result.warnings) report(finding('W8006', message, job))
  const files = (result.outputFiles ?? []).map(({ path, contents }) => ({
    path: relative(outdir, path).split(sep).join('/'),
    contents,
  }))
  const inputs = Object.keys(result.metafile?.inputs ?? {}).map(input => resolve(job.root, input))
  return { files, inputs, externals: externalsOf(result) }
}

function externalsOf({ metafile }: BuildResult): readonly string[] {
  const imports = Object.values(metafile?.outputs ?? {}).flatMap(output => output.imports)
  const names = imports.flatMap(({ path, external }) =>
    external === true && !isBuiltin(path) ? (/^(?:@[^/]+\/)?[^./@][^/]*/.exec(path) ?? []) : [],
  )
  return [...new Set(names)].sort()
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

function entryPointsOf({ unit, root }: BundleJob, { entryPoints }: Options): Points {
  const module = moduleOf(unit.handler)
  const [first, ...rest] = entryPoints
  if (first === undefined) return [{ in: sourceOf(unit, root), out: module }]
  if (rest.length === 0) return [{ in: join(root, first), out: module }]
  const shared = named(root, entryPoints, commonFolder(entryPoints))
  const whole = named(root, entryPoints, '')
  const fitting = [shared, whole].find(points => points.some(({ out }) => out === module))
  if (fitting !== undefined) return fitting
  throw new FnxError({
    code: 'E8007',
    message: `None of the EntryPoints of ${unit.id} becomes ${module}.js, which its handler ${unit.handler} needs.`,
    hint: `Add the source of ${module} to EntryPoints, or name one of them in the handler.`,
  })
}

function sourceOf(unit: BundleJob['unit'], root: string): string {
  const file = sourceEndings.map(ending => join(root, moduleOf(unit.handler) + ending)).find(existsSync)
  if (file !== undefined) return file
  throw new FnxError({
    code: 'E8007',
    message: `${unit.id} has no EntryPoints, and there is no ${moduleOf(unit.handler)}.ts or .js for its handler ${unit.handler} in ${root}.`,
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

async function run(job: BundleJob, options: BuildOptions): Promise<BuildResult> {
  try {
    return await job.esbuild.build({
      bundle: true,
      platform: 'node',
      write: false,
      metafile: true,
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
  { unit, root, folder, placeOf = file => file }: BundleJob,
): Diagnostic {
  const hint = notes.map(note => note.text).join(' ')
  const told = { code, message: `${unit.id} is not bundled cleanly: ${text}.`.replace(/\.\.$/, '.') }
  if (location === null) return hint === '' ? told : { ...told, hint }
  const { line, column, length, lineText } = location
  const start = { line, column: columnOf(lineText, column) }
  const end = { line, column: columnOf(lineText, column + length) }
  const file = join(folder, relative(folder, placeOf(resolve(root, location.file))))
  return { ...told, ...(hint === '' ? {} : { hint }), location: { file, start, end } }
}

/** esbuild counts bytes from 0. */
function columnOf(line: string, bytes: number): number {
  return Buffer.from(line).subarray(0, bytes).toString().length + 1
}
