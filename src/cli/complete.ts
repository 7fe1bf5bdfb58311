import type { Command, Entry, Option } from './command.ts'

/** A word that may be typed next, and what it stands for. */
export interface Candidate {
  readonly word: string
  readonly description?: string
}

/** What of a project can be completed; each is looked for only when it is asked for. */
export interface Completable {
  functions(): Promise<readonly string[]>
  stages(): Promise<readonly string[]>
  stacks(): Promise<readonly string[]>
  templates(): Promise<readonly Candidate[]>
  codes(): Promise<readonly string[]>
}

/**
 * Gives what may be typed for the last of the words of a command line. Nothing is given where a file is meant: shells
 * complete these better.
 */
export async function candidates(
  words: readonly string[],
  commands: readonly Entry[],
  project: Completable,
): Promise<readonly Candidate[]> {
  const current = words.at(-1) ?? ''
  const before = words.slice(0, -1)
  const entry = commandOf(before, commands)
  const all =
    entry === undefined ? nextWords(before, commands) : await within(await entry.load(), words, project)
  return all.filter(({ word }) => word.startsWith(current))
}

function commandOf(words: readonly string[], commands: readonly Entry[]): Entry | undefined {
  const [first = '', second = ''] = words
  return commands.find(({ name }) => name === first || name === `${first} ${second}`)
}

/** Commands by their next word; of a group there is one. */
function nextWords(before: readonly string[], commands: readonly Entry[]): readonly Candidate[] {
  const lead = before.length === 0 ? '' : `${before.join(' ')} `
  const next = commands
    .filter(({ name }) => name.startsWith(lead))
    .map(({ name, summary }) => ({
      word: name.slice(lead.length).split(' ')[0] ?? name,
      description: summary,
    }))
  const options = lead === '' ? ['--help', '--version'].map(word => ({ word })) : []
  return [...new Map(next.map(each => [each.word, each])).values(), ...options]
}

async function within(
  { name, options, arguments: places = [] }: Command,
  words: readonly string[],
  project: Completable,
): Promise<readonly Candidate[]> {
  const current = words.at(-1) ?? ''
  const open = optionBefore(words.at(-2) ?? '', options)
  if (open !== undefined) return valuesOf(open, name, project)
  if (current.startsWith('-'))
    return options
      .filter(({ hidden }) => hidden !== true)
      .flatMap(flagsOf)
      .concat(help)
  return argumentsOf(places[0]?.name ?? '', project)
}

const help: Candidate = { word: '--help', description: 'show help' }

/** The option whose value comes next, where the word before is one that takes a value. */
function optionBefore(word: string, options: readonly Option[]): Option | undefined {
  if (!word.startsWith('-')) return undefined
  return options.find(({ flags }) => flags.includes('<') && flagWords(flags).includes(word))
}

function flagWords(flags: string): readonly string[] {
  return flags.match(/--?[\w-]+/g) ?? []
}

function flagsOf({ flags, description }: Option): readonly Candidate[] {
  return flagWords(flags).map(word => ({ word, description }))
}

async function valuesOf(
  { flags, choices }: Option,
  command: string,
  project: Completable,
): Promise<readonly Candidate[]> {
  if (choices !== undefined) return plain(choices)
  if (flags.includes('--stage')) return plain(await project.stages())
  if (flags.includes('--stack-name')) return plain(await project.stacks())
  return command === 'init' && flags.includes('--template') ? project.templates() : []
}

async function argumentsOf(place: string, project: Completable): Promise<readonly Candidate[]> {
  if (/^[<[]functions?(\.{3})?[\]>]$/.test(place)) return plain(await project.functions())
  if (place === '<shell>') return plain(['bash', 'zsh', 'fish'])
  return place === '<code>' ? plain(await project.codes()) : []
}

function plain(words: readonly string[]): readonly Candidate[] {
  return words.map(word => ({ word }))
}
