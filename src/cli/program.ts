import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Command as Commander, CommanderError, Option as CommanderOption } from 'commander'
import { type Diagnostic, FnxError } from '../model/diagnostic.ts'
import { similar } from '../model/similar.ts'
import { own } from '../model/value.ts'
import type { Command, Context, Entry, Option, Typed } from './command.ts'
import { commands } from './commands/index.ts'
import { checkLanguage, splitLanguage } from './language.ts'
import { writeText } from './views/write.ts'

declare const FNX_VERSION: string

/** The version of fnx, written in by the build. */
export const version = typeof FNX_VERSION === 'string' ? FNX_VERSION : 'from source'

/** Reads the command line and runs the command that it names; gives the exit code. */
export async function run(typed: readonly string[], context: Context): Promise<number> {
  const { asked, rest } = splitLanguage(typed)
  // As other tools take it; after the command it stands among its options.
  const argv = rest[0] === '--debug' ? [...rest.slice(1), '--debug'] : rest
  let exitCode = 0
  try {
    checkLanguage(asked)
    if (argv.length === 0 || isGroup(argv)) return bareEnd(context, argv[0])
    if (await isForeign(argv, context)) throw await unknownCommand(argv)
    const loaded = await named(argv)?.load()
    const program = programOf(loaded, context, async (command, typed) => {
      const given = await configured(context, command, typed)
      exitCode = await command.run(await debugged(context, given), given)
    })
    await program.parseAsync([...argv], { from: 'user' }).catch(async error => {
      exitCode = await usageEnd(error, loaded?.name, argv)
    })
  } catch (error) {
    const { showFailure } = await import('./views/failure.ts')
    return showFailure(error, context, jsonAsked(argv))
  }
  return exitCode
}

/** Tells whether only the first of a command's two words is there. */
function isGroup([first = '', ...rest]: readonly string[]): boolean {
  return rest.length === 0 && commands.some(({ name }) => name.startsWith(`${first} `))
}

/** Tells whether two words, such as `deploy list`, are a command of another tool; a file of that name is meant as one. */
async function isForeign([first = '', second = '']: readonly string[], { cwd }: Context): Promise<boolean> {
  const known = commands.some(({ name }) => name === first)
  if (!known || !/^[a-z]+$/.test(second) || existsSync(join(cwd, second))) return false
  const { habits } = await import('./habits.ts')
  return habits.some(({ words }) => words.includes(`${first} ${second}`))
}

/** Without a word, or with the first of two, there is nothing to do, and most to explain. */
function bareEnd(context: Context, group: string | undefined): number {
  const program = programOf(undefined, context, async () => undefined)
  const shown = program.commands.find(command => command.name() === group) ?? program
  shown.outputHelp()
  return 2
}

/** Commands that work on a template or a stack take what the project's configuration file says of it. */
async function configured(context: Context, command: Command, typed: Typed): Promise<Typed> {
  if (!command.options.some(({ flags }) => flags.startsWith('--config-env'))) return typed
  const { withConfig } = await import('./config/config.ts')
  const takesTemplate = command.arguments?.[0]?.name.startsWith('[template') ?? false
  const found = await withConfig(context, command, takesTemplate ? typed : { ...typed, args: [] })
  if (found.notes.length > 0) {
    const { renderFound } = await import('./views/reporter.ts')
    writeText(context.stderr, await renderFound(context, found.notes, new Map()))
  }
  return { ...found.typed, args: typed.args }
}

async function debugged(context: Context, typed: Typed): Promise<Context> {
  return typed.options.debug === true
    ? (await import('./views/trace.ts')).traced(context, typed, version)
    : context
}

/** Tells whether a command line asks for JSON; looked at before it is parsed, for it may not parse. */
function jsonAsked(argv: readonly string[]): boolean {
  return argv.some(
    (word, index) =>
      word === '--output=json' || (word === 'json' && /^(-o|--output)$/.test(argv[index - 1] ?? '')),
  )
}

/** Finds the command of a command line, so that no other command is loaded; `local start` is two words. */
function named(argv: readonly string[]): Entry | undefined {
  const words = argv.filter(word => !word.startsWith('-'))
  const [first, second] = words[0] === 'help' ? words.slice(1) : words
  return commands.find(({ name }) => name === first || name === `${first} ${second}`)
}

function programOf(
  loaded: Command | undefined,
  context: Context,
  act: (command: Command, typed: Typed) => Promise<void>,
): Commander {
  const program = base(new Commander('fnx'), context)
    .description('Deploys serverless templates of AWS, Aliyun and Tencent Cloud, and runs them locally.')
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .option('--lang <language>', 'show titles of findings in en or zh (default: as LANG says)')
    .addHelpText(
      'after',
      `\nStart with:\n  fnx init\n  fnx deploy --local\n  fnx local start\n\nHelp on a command: fnx deploy --help`,
    )
  const groups = new Map<string, Commander>([['', program]])
  for (const { name, summary } of commands) {
    const [group, leaf] = name.includes(' ') ? (name.split(' ') as [string, string]) : ['', name] // two words at most
    if (!groups.has(group)) groups.set(group, groupOf(program.command(group), context))
    const target = base(groups.get(group)?.command(leaf) ?? program, context).summary(summary)
    if (loaded?.name === name) define(target, loaded, act)
  }
  return program
}

function groupOf(command: Commander, context: Context): Commander {
  const examples = '  fnx local start\n  fnx local start template.yaml --port 8080'
  return base(command, context)
    .summary('run the local cloud')
    .addHelpText('after', `\nExamples:\n${examples}\n\nHelp on a command: fnx local start --help`)
}

function base(command: Commander, { stdout }: Context): Commander {
  return command
    .exitOverride()
    .showHelpAfterError(false)
    .showSuggestionAfterError(true)
    .configureHelp({ sortOptions: false, showGlobalOptions: false })
    .configureOutput({
      writeOut: text => writeText(stdout, text),
      writeErr: () => undefined, // usage errors are shown as diagnostics
      getOutHelpWidth: () => stdout.columns || 100,
    })
}

function define(
  target: Commander,
  command: Command,
  act: (command: Command, typed: Typed) => Promise<void>,
): void {
  target.description(command.details ?? `${command.summary[0]?.toUpperCase()}${command.summary.slice(1)}.`)
  for (const { name, description } of command.arguments ?? []) target.argument(name, description)
  for (const option of command.options) target.addOption(optionOf(option))
  target.helpOption('-h, --help', 'show help')
  const width = Math.max(...command.examples.map(([line]) => line.length))
  const examples = command.examples.map(([line, what]) => `  ${line.padEnd(width)}  # ${what}`)
  target.addHelpText('after', `\nExamples:\n${examples.join('\n')}`)
  target.action(() => act(command, { args: target.args, options: target.opts() }))
}

function optionOf({ flags, description, choices, list, hidden }: Option): CommanderOption {
  const option = new CommanderOption(flags, description)
  if (choices !== undefined) option.choices(choices)
  if (list)
    option.argParser((word: string, before: readonly string[] | undefined) => [...(before ?? []), word])
  if (hidden) option.hideHelp()
  return option
}

/** Says what to type instead of words that are no command; other tools have other words for the same. */
async function unknownCommand(words: readonly string[]): Promise<FnxError> {
  const { afterTool, habitOf } = await import('./habits.ts')
  const [first = ''] = words
  const entry = named(afterTool(words) ?? [])
  const habit = entry === undefined ? habitOf(words) : undefined
  const hint =
    entry !== undefined ? `Type: fnx ${entry.name}` : habit && `To ${habit.purpose}: ${habit.command}`
  const known = commands.map(({ name }) => name)
  const near = known.find(name => first.length > 1 && name.startsWith(first)) ?? similar(first, known)
  const suggestion = near === undefined ? '' : `Did you mean ${near}? `
  return new FnxError(
    {
      code: 'E0001',
      message: `There is no command ${words.slice(0, 2).join(' ')}.`,
      hint: hint ?? `${suggestion}Run: fnx --help`,
    },
    2,
  )
}

/** Turns commander's own ends into ours: help and version are no failure, all else is wrong usage. */
async function usageEnd(
  error: unknown,
  command: string | undefined,
  argv: readonly string[],
): Promise<number> {
  if (!(error instanceof CommanderError)) throw error
  if (error.exitCode === 0) return 0
  const words = argv.filter(word => !word.startsWith('-'))
  if (error.code === 'commander.help' || error.code === 'commander.unknownCommand')
    throw await unknownCommand(words)
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n')
  const suggestion = rest.join(' ').replace(/[()]/g, '').trim()
  const foreign = await foreignOption(first)
  throw new FnxError(
    foreign ?? {
      code: 'E0001',
      message: `${first[0]?.toUpperCase() ?? ''}${first.slice(1)}${first.endsWith('.') ? '' : '.'}`,
      hint: `${suggestion === '' ? '' : `${suggestion} `}Run: fnx ${command === undefined ? '' : `${command} `}--help`,
    },
    2,
  )
}

/** Says why there is no such option, where it is one of SAM's. */
async function foreignOption(message: string): Promise<Diagnostic | undefined> {
  const [, flag = ''] = /unknown option '(--[\w-]+)/.exec(message) ?? []
  const { foreignOptions } = await import('./habits.ts')
  const why = own(foreignOptions, flag)
  return why === undefined
    ? undefined
    : { code: 'E0001', message: `${flag} means nothing to fnx: ${why}.`, hint: 'Leave it out.' }
}
