import { FnxError } from '../model/diagnostic.ts'
import { isRecord } from '../model/value.ts'
import type { Argument, Option, Pairs, Typed } from './command.ts'

/** The template of a command, as an argument or by `-t`. */
export const templateArgument: Argument = {
  name: '[template]',
  description: 'template file (default: template.yaml, template.yml or template.json here)',
}

/** Options of every command that reads a template. */
export const templateOptions: readonly Option[] = [
  { flags: '-t, --template <file>', description: 'template file' },
  { flags: '--template-file <file>', description: 'template file', hidden: true },
  { flags: '--parameter-overrides <pairs...>', description: 'parameter values, as Name=value' },
]

/** For commands that build code by themselves. */
export const buildOption: Option = {
  flags: '--no-build',
  description: 'take code as it lies, or as it was built last',
}

/** Options that say where settings are kept. */
export const configOptions: readonly Option[] = [
  {
    flags: '--config-file <file>',
    description: 'file of settings (default: samconfig.toml, .yaml or .json beside the template)',
  },
  { flags: '--config-env <name>', description: 'section of the file of settings (default: default)' },
]

/** Options that say which stack at which target a command works on. */
export const targetOptions: readonly Option[] = [
  { flags: '--local', description: 'work on the local cloud: no account, no network' },
  { flags: '--stack-name <name>', description: "stack (default: the name of the template's folder)" },
  { flags: '--stage <name>', description: 'stage of the stack (default: dev)' },
  { flags: '--region <region>', description: 'region of the cloud' },
  { flags: '--account <id>', description: 'account of the cloud: refuses credentials of another' },
  { flags: '--profile <profile>', description: "profile of the cloud's own configuration files" },
  { flags: '--endpoint-url <url>', description: 'call this address instead of the cloud' },
  ...configOptions,
]

/** What SAM's users write for what is always done. */
export const alwaysOptions: readonly Option[] = ['--cached', '--parallel', '--language-extensions'].map(
  flags => ({ flags, description: 'always so; taken for the sake of other tools', hidden: true }),
)

/** The machine-readable form of a command's result. */
export const outputOption: Option = {
  flags: '-o, --output <form>',
  description: 'text for people or json for programs',
  choices: ['text', 'json'],
}

/** Every command has it. */
export const debugOption: Option = {
  flags: '--debug',
  description: 'show each call to a cloud on the error stream: time, status, attempts, request ID',
}

/** Consent given beforehand. */
export const yesOptions: readonly Option[] = [
  { flags: '-y, --yes', description: 'go on without asking' },
  { flags: '--assume-yes', description: 'go on without asking', hidden: true },
  { flags: '--no-prompts', description: 'go on without asking', hidden: true },
  { flags: '--no-confirm-changeset', description: 'go on without asking', hidden: true },
]

/** How long to wait for another run on the same stack. */
export const lockOption: Option = {
  flags: '--lock-timeout <time>',
  description: 'wait so long for another run on this stack, such as 30s or 5m (default: 0s)',
}

/** Gives the text of an option, or nothing when it was not typed. */
export function textOf({ options }: Typed, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

/** Tells whether a flag was typed. */
export function has({ options }: Typed, name: string): boolean {
  return options[name] === true
}

/** Gives the words of an option that takes several. */
export function wordsOf({ options }: Typed, name: string): readonly string[] {
  const value = options[name]
  return Array.isArray(value) ? value : typeof value === 'string' ? [value] : []
}

/** Tells whether the user agreed beforehand, by any of the names that tools give it. */
export function agreed(typed: Typed): boolean {
  const { yes, assumeYes, prompts, confirmChangeset } = typed.options
  return yes === true || assumeYes === true || prompts === false || confirmChangeset === false
}

/** Tells whether JSON was asked for. */
export function wantsJson(typed: Typed): boolean {
  return textOf(typed, 'output') === 'json'
}

/**
 * Reads `Name=value` pairs: several words, one word of several pairs, or the long form of the AWS tools
 * (`ParameterKey=Name,ParameterValue=value`). A value in quotes keeps its blanks.
 */
export function pairsOf(typed: Typed, name: string): Pairs {
  const read = typed.options[name]
  if (isRecord(read)) return read as Pairs // the one shape of an option that is a map
  return Object.fromEntries(wordsOf(typed, name).flatMap(word => split(word, name)))
}

/** A name, then a value in quotes or up to the next name. */
const pair =
  /\s*(?:ParameterKey=([^,\s]+),ParameterValue=|([\w:.-]+)=)("[^"]*"(?=\s|$)|'[^']*'(?=\s|$)|.*?)(?=\s+(?:ParameterKey=[^,\s]+,|[\w:.-]+=)|\s*$)/gsy

function split(word: string, name: string): readonly (readonly [string, string])[] {
  const found = [...word.matchAll(pair)]
  const length = found.reduce((sum, [text]) => sum + text.length, 0)
  if (found.length === 0 || word.slice(length).trim() !== '') throw notAPair(word, name)
  return found.map(([, long, short, value = '']) => [long ?? short ?? '', unquoted(value)])
}

function unquoted(value: string): string {
  return /^(["']).*\1$/s.test(value) ? value.slice(1, -1) : value
}

function notAPair(word: string, name: string): FnxError {
  const flag = `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`
  return new FnxError(
    {
      code: 'E0001',
      message: `"${word}" is not a pair of name and value.`,
      hint: `Write pairs with an equals sign, such as ${flag} Name=value`,
    },
    2,
  )
}

/** Reads a span of time such as `30s`, `5m` or `1h` into milliseconds; a bare number is seconds. */
export function milliseconds(span: string, flag: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(span)
  if (match === null)
    throw new FnxError(
      { code: 'E0001', message: `"${span}" is not a span of time.`, hint: `Write ${flag} 30s, 5m or 1h.` },
      2,
    )
  const unit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[match[2] ?? 's'] ?? 1000
  return Number(match[1]) * unit
}
