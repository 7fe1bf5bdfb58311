import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FnxError } from '../model/diagnostic.ts'
import { isRecord, own } from '../model/value.ts'
import { readNamed } from '../workflows/project/files.ts'
import { projectFolder } from '../workflows/stack/stacks.ts'
import { templateOf } from './arguments.ts'
import type { Context, Typed } from './command.ts'
import { textOf } from './options.ts'

type Section = Readonly<Record<string, unknown>>

/** Saved answers of `fnx deploy --guided`, in the form that SAM's users know. */
const fileName = 'samconfig.toml'

/** Options that a configuration file may set, by their name there. */
const known: Readonly<Record<string, string>> = {
  stack_name: 'stackName',
  region: 'region',
  profile: 'profile',
  parameter_overrides: 'parameterOverrides',
  tags: 'tags',
}

/** Adds what `samconfig.toml` beside the template says; what was typed wins. */
export async function withConfig(context: Context, typed: Typed, command: string): Promise<Typed> {
  const folder = await projectFolder(context, templateOf(typed)).catch(() => undefined) // a missing template is told by the command
  if (folder === undefined) return typed
  const file = join(folder, fileName)
  const text = await textIn(file)
  if (text === undefined) return typed
  const sections = sectionsOf(await read(text, file), textOf(typed, 'configEnv') ?? 'default')
  const saved = { ...sections('global'), ...sections('deploy'), ...sections(command) }
  const options = Object.entries(known).flatMap(([key, option]) =>
    Object.hasOwn(saved, key) ? [[option, worded(saved[key])]] : [],
  )
  return { ...typed, options: { ...Object.fromEntries(options), ...typed.options } }
}

/** A file that is there and cannot be read is told: what it says must not be passed over. */
async function textIn(file: string): Promise<string | undefined> {
  return existsSync(file) ? Buffer.from(await readNamed(file, fileName)).toString() : undefined
}

function sectionsOf(config: Section, environment: string): (command: string) => Section {
  const all = map(own(config, environment))
  return command => map(map(own(all, command)).parameters)
}

function map(value: unknown): Section {
  return isRecord(value) ? value : {}
}

function worded(value: unknown): string | readonly string[] {
  return Array.isArray(value) ? value.map(String) : String(value)
}

/** Most projects have no such file, and so need no reader of TOML. */
async function read(text: string, file: string): Promise<Section> {
  const { parse, TomlError } = await import('smol-toml')
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const start = { line: error.line, column: error.column }
    throw new FnxError(
      {
        code: 'E0015',
        message: `${fileName} cannot be read: ${error.message.split('\n')[0]}.`,
        hint: 'Fix the file or remove it.',
        location: { file, start, end: start },
      },
      2,
    )
  }
}

/** Saves answers for the next time; what the file says of other commands stays. */
export async function saveConfig(folder: string, answers: Readonly<Record<string, string>>): Promise<string> {
  const file = join(folder, fileName)
  const { stringify } = await import('smol-toml')
  const config = await read((await textIn(file)) ?? '', file)
  const environment = map(config.default)
  const deploy = map(environment.deploy)
  const parameters = { ...map(deploy.parameters), ...answers }
  const saved = { version: 0.1, ...config, default: { ...environment, deploy: { ...deploy, parameters } } }
  await writeFile(file, stringify(saved))
  return file
}
