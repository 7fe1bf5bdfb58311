import type { Typed } from './command.ts'
import { has, textOf, wordsOf } from './options.ts'

/** Options that say which stack is meant and where it is; without them a command would work on another. */
const places: Readonly<Record<string, string>> = {
  stackName: '--stack-name',
  stage: '--stage',
  region: '--region',
  account: '--account',
  profile: '--profile',
  endpointUrl: '--endpoint-url',
}

/** Writes a command line that works on the same stack as the one that was typed. */
export function commandLine(command: string, typed: Typed): string {
  const words = Object.entries(places).flatMap(([name, flag]) => {
    const value = textOf(typed, name)
    return value === undefined ? [] : [flag, quoted(value)]
  })
  const file = typed.args[0] ?? textOf(typed, 'template') ?? textOf(typed, 'templateFile')
  const template = file === undefined ? [] : [quoted(file)]
  return ['fnx', command, ...template, ...(has(typed, 'local') ? ['--local'] : []), ...words].join(' ')
}

/** What to add to the note beside a command, for parameters may be secret and are not repeated. */
export function withParameters(typed: Typed): string {
  return wordsOf(typed, 'parameterOverrides').length > 0 ? ', with the same --parameter-overrides' : ''
}

/** Writes a word as a shell takes it. */
export function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
