import { existsSync } from 'node:fs'
import { extname, join, relative, resolve } from 'node:path'
import { type Diagnostic, FnxError, type Location } from '../../model/diagnostic.ts'
import { isRecord } from '../../model/value.ts'
import { readNamed } from '../../workflows/project/files.ts'
import { projectFolder } from '../../workflows/stack/stacks.ts'
import { templateOf } from '../arguments.ts'
import type { Context, Typed } from '../command.ts'
import { textOf } from '../options.ts'

/** A map of a configuration file. */
export type Section = Readonly<Record<string, unknown>>

/** A configuration file, read. */
export interface ConfigFile {
  readonly file: string
  /** What paths in it are relative to. */
  readonly folder: string
  readonly content: Section
  /** Where something stands, or the nearest that it stands in. */
  locate(path: readonly string[], part?: 'key' | 'value'): Location
}

/** The names that SAM gives its configuration file, in the order of looking. */
const names = ['samconfig.toml', 'samconfig.yaml', 'samconfig.yml', 'samconfig.json']

/** Finds and reads the configuration file of a command line: the one that is named, or the one beside the template. */
export async function configFile(context: Context, typed: Typed): Promise<ConfigFile | undefined> {
  const named = textOf(typed, 'configFile')
  const folder = await projectFolder(context, templateOf(typed)).catch(() => undefined) // a missing template is told by the command
  if (named !== undefined) {
    const beside = folder === undefined ? undefined : resolve(folder, named)
    const here = resolve(context.cwd, named)
    return readConfig(context, beside !== undefined && existsSync(beside) ? beside : here)
  }
  if (folder === undefined) return undefined
  const name = names.find(name => existsSync(join(folder, name)))
  return name === undefined ? undefined : readConfig(context, join(folder, name))
}

/** A file that is there and cannot be read is told: what it says must not be passed over. */
export async function readConfig({ cwd }: Context, file: string): Promise<ConfigFile> {
  const shown = relative(cwd, file)
  const text = Buffer.from(await readNamed(file, shown))
    .toString()
    .replace(/^\ufeff/, '')
  const { content, locate } = await (extname(file) === '.toml' ? ofToml : ofYaml)(text, shown)
  return { file, folder: join(file, '..'), content, locate }
}

type Reading = Pick<ConfigFile, 'content' | 'locate'>

/** Most projects have no such file, and so need no reader of TOML. */
async function ofToml(text: string, file: string): Promise<Reading> {
  const { readToml } = await import('./toml.ts')
  const read = readToml(text)
  if ('reason' in read) throw unreadable({ file, start: read.at, end: read.at }, read.reason)
  const start = { line: 1, column: 1 }
  return {
    content: read.content,
    locate(path, part) {
      return { file, ...(read.places(part === 'key' ? [...path, 'key'] : path) ?? { start, end: start }) }
    },
  }
}

/** JSON is YAML, too, and both are read with the places of their values by the reader of templates. */
async function ofYaml(text: string, file: string): Promise<Reading> {
  const { read } = await import('../../template/yaml/read.ts')
  const { template, diagnostics } = await read(file, text)
  const [first] = diagnostics
  if (first !== undefined || template === undefined) {
    const start = { line: 1, column: 1 }
    throw unreadable(first?.location ?? { file, start, end: start }, first?.message ?? 'it holds no map')
  }
  return { content: template.document, locate: (path, part) => template.locate(path, part) }
}

function unreadable(location: Location, reason: string): FnxError {
  const found: Diagnostic = {
    code: 'E0015',
    message: `${location.file} cannot be read: ${reason.replace(/\.$/, '')}.`,
    hint: 'Fix the file or remove it.',
    location,
  }
  return new FnxError(found, 2)
}

/** Gives a map, or an empty one for all else. */
export function map(value: unknown): Section {
  return isRecord(value) ? value : {}
}
