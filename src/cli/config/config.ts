import { relative, resolve } from 'node:path'
import { type Diagnostic, FnxError, type Location } from '../../model/diagnostic.ts'
import { didYouMean } from '../../model/similar.ts'
import { isList, isRecord, own } from '../../model/value.ts'
import type { Command, Context, Option, Typed } from '../command.ts'
import { has, targetOptions, templateOptions, textOf, wordsOf } from '../options.ts'
import { type ConfigFile, configFile, map } from './file.ts'
import { pairsFrom, readPairs } from './pairs.ts'
import { meaningless, sectionsOf } from './sections.ts'

type Value = Typed['options'][string]

/** Options whose words are pairs of name and value. */
const pairs = new Set(['parameterOverrides', 'tags'])

/** A command line with what the configuration file adds to it. */
export interface Configured {
  readonly typed: Typed
  /** What is to be said of the file. */
  readonly notes: readonly Diagnostic[]
}

/**
 * Adds what the configuration file of the project says of a command; what was typed wins. A key is an option of the
 * command, written as SAM writes it: `stack_name` is `--stack-name`.
 */
export async function withConfig(context: Context, command: Command, typed: Typed): Promise<Configured> {
  const config = await configFile(context, typed)
  const environment = textOf(typed, 'configEnv') ?? 'default'
  if (config !== undefined) checkEnvironment(config, environment, typed)
  else if (textOf(typed, 'configEnv') !== undefined) throw noFile(environment)
  const { options, places, notes } =
    config === undefined ? nothing : await saved(context, { command, typed, config, environment })
  const own = await withPairFiles(context, typed.options)
  return {
    typed: {
      ...typed,
      options: { ...options, ...own },
      // What was typed stands in no file.
      placeOf: (option, name) =>
        Object.hasOwn(own, option) ? undefined : (places.get(`${option} ${name}`) ?? places.get(option)),
    },
    notes,
  }
}

const nothing: Saved = { options: {}, places: new Map(), notes: [] }

interface Saved {
  readonly options: Typed['options']
  /** By option, and for pairs by option and name. */
  readonly places: ReadonlyMap<string, Location>
  readonly notes: readonly Diagnostic[]
}

interface Asked {
  readonly command: Command
  readonly typed: Typed
  readonly config: ConfigFile
  readonly environment: string
}

async function saved(context: Context, { command, typed, config, environment }: Asked): Promise<Saved> {
  const options: Record<string, Value> = {}
  const places = new Map<string, Location>()
  const wrong: Diagnostic[] = []
  const unused: { readonly key: string; readonly location: Location }[] = []
  const unknown: Diagnostic[] = []
  for (const section of sectionsOf(command.name, typed)) {
    const own = section !== 'global' && (section !== 'deploy' || command.name === 'deploy')
    const path = [environment, section, 'parameters']
    for (const [key, value] of Object.entries(
      map(map(map(config.content[environment])[section]).parameters),
    )) {
      const at = config.locate([...path, key])
      const option = optionOf(command, key)
      if (option === undefined) {
        const place = config.locate([...path, key], 'key')
        if (meaningless.has(key)) {
          if (own) unused.push({ key, location: place })
        } else if (own || (section === 'global' && optionAmong(key, shared) === undefined))
          unknown.push(unknownKey(key, command, place))
        continue
      }
      try {
        const { name, taken, names = {} } = await take(context, config, { option, key, value, path, at })
        options[name] = taken
        places.set(name, at)
        for (const [pair, place] of Object.entries(names)) places.set(`${name} ${pair}`, place)
      } catch (error) {
        if (!(error instanceof FnxError)) throw error
        wrong.push(...error.diagnostics)
      }
    }
  }
  if (wrong.length > 0) throw new FnxError(wrong, 2)
  return { options, places, notes: [...unknown, ...withoutMeaning(unused)] }
}

const shared: readonly Option[] = [...targetOptions, ...templateOptions]

function optionOf({ options }: Command, key: string): Option | undefined {
  return optionAmong(key, options)
}

/** `no_prompts` and `prompts` are one flag, `--no-prompts`. */
function optionAmong(key: string, options: readonly Option[]): Option | undefined {
  const flag = `--${key.replaceAll('_', '-')}`
  return options.find(({ flags }) => [flag, flag.replace(/^--/, '--no-')].includes(longFlag(flags)))
}

function longFlag(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? ''
}

interface Entry {
  readonly option: Option
  readonly key: string
  readonly value: unknown
  readonly path: readonly string[]
  readonly at: Location
}

interface Taken {
  readonly name: string
  readonly taken: Value
  readonly names?: Readonly<Record<string, Location>>
}

/** Takes a value as the option takes it from a command line. */
async function take(
  context: Context,
  config: ConfigFile,
  { option, key, value, path, at }: Entry,
): Promise<Taken> {
  const name = camel(longFlag(option.flags).replace(/^--(no-)?/, ''))
  if (pairs.has(name)) {
    if (typeof value === 'string' && value.startsWith('file://'))
      return {
        name,
        taken: await readPairs(pathIn(config.folder, value), relative(context.cwd, config.file), at),
      }
    if (typeof value === 'string') return { name, taken: [value] }
    if (isList(value) && value.every(item => typeof item === 'string'))
      return { name, taken: value.map(String) }
    const taken = pairsFrom(value)
    if (taken === undefined) throw wrongValue(at, `${key} takes pairs of name and value`)
    const names = Object.keys(taken).map(pair => [pair, config.locate([...path, key, pair])] as const)
    return { name, taken, names: Object.fromEntries(names) }
  }
  if (!option.flags.includes('<')) return { name, taken: flag(value, { option, key, at }) }
  if (option.flags.includes('...')) {
    const words = isList(value) ? value : [value]
    if (words.every(isScalar)) return { name, taken: words.map(String) }
    throw wrongValue(at, `${key} takes a list of texts`)
  }
  if (!isScalar(value)) throw wrongValue(at, `${key} takes one value`)
  const text = String(value)
  if (option.choices !== undefined && !option.choices.includes(text))
    throw wrongValue(at, `${key} is "${text}", which is not one of ${option.choices.join(', ')}`)
  const isPath = /<file>/.test(option.flags) && text !== '-'
  return { name, taken: isPath ? relative(context.cwd, resolve(config.folder, text)) : text }
}

/** `no_prompts = true` says what `prompts = false` does. */
function flag(value: unknown, { option, key, at }: Pick<Entry, 'option' | 'key' | 'at'>): boolean {
  const words: Readonly<Record<string, boolean>> = { true: true, false: false }
  const said = typeof value === 'boolean' ? value : isScalar(value) ? own(words, String(value)) : undefined
  if (said === undefined) throw wrongValue(at, `${key} is true or false`)
  return key.startsWith('no_') && option.flags.includes('--no-') ? !said : said
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean', 'bigint'].includes(typeof value)
}

function camel(flag: string): string {
  return flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** `--parameter-overrides file://values.json` names a file with the pairs. */
async function withPairFiles({ cwd }: Context, options: Typed['options']): Promise<Typed['options']> {
  const read = [...pairs].flatMap(name => {
    const [word, ...more] = wordsOf({ args: [], options }, name)
    if (word === undefined || more.length > 0 || !word.startsWith('file://')) return []
    return [readPairs(pathIn(cwd, word)).then(found => [name, found] as const)]
  })
  return { ...options, ...Object.fromEntries(await Promise.all(read)) }
}

function pathIn(folder: string, url: string): string {
  return resolve(folder, url.slice('file://'.length))
}

function checkEnvironment({ content, locate }: ConfigFile, environment: string, typed: Typed): void {
  if (textOf(typed, 'configEnv') === undefined || isRecord(own(content, environment))) return
  const known = Object.keys(content).filter(name => isRecord(content[name]))
  if (has(typed, 'guided')) return // it makes the section
  const near = didYouMean(environment, known).hint
  throw new FnxError(
    {
      code: 'E0018',
      message: `${locate([]).file} has no section "${environment}", which --config-env names.`,
      hint: near ?? `It has: ${known.join(', ') || 'none'}.`,
      location: locate([]),
    },
    2,
  )
}

function noFile(environment: string): FnxError {
  return new FnxError(
    {
      code: 'E0018',
      message: `There is no samconfig file with a section "${environment}", which --config-env names.`,
      hint: 'Put samconfig.toml beside the template, or name a file with --config-file.',
    },
    2,
  )
}

function wrongValue(location: Location, sentence: string): FnxError {
  return new FnxError(
    { code: 'E0019', message: `${sentence}.`, hint: 'Fix the value in the configuration file.', location },
    2,
  )
}

function unknownKey(key: string, { name, options }: Command, location: Location): Diagnostic {
  const known = options.map(({ flags }) => longFlag(flags).slice(2).replaceAll('-', '_'))
  return {
    code: 'W0020',
    message: `fnx ${name} has no setting ${key}.`,
    hint: didYouMean(key, known).hint ?? `Its settings are its options: fnx ${name} --help`,
    location,
  }
}

/** Named once, together: a file that SAM wrote has several. */
function withoutMeaning(
  unused: readonly { readonly key: string; readonly location: Location }[],
): readonly Diagnostic[] {
  const [first] = unused
  if (first === undefined) return []
  const keys = [...new Set(unused.map(({ key }) => key))].join(', ')
  return [
    { code: 'I0021', message: `These settings mean nothing to fnx: ${keys}.`, location: first.location },
  ]
}
