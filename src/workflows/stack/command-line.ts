import { defaultStage, type ProjectArguments, type StackArguments } from '../arguments.ts'

/** Options that say which stack is meant and where it is; without them a command would work on another. */
const places = {
  stackName: '--stack-name',
  stage: '--stage',
  region: '--region',
  account: '--account',
  profile: '--profile',
  endpoint: '--endpoint-url',
} as const satisfies Partial<Record<keyof StackArguments, string>>

/** Writes a command line that works on the same stack as these arguments. */
export function commandLine(command: string, args: StackArguments): string {
  const words = Object.entries(places).flatMap(([name, flag]) => {
    const value = args[name as keyof typeof places] // `entries` forgets the names
    return value === undefined || (name === 'stage' && value === defaultStage) ? [] : [flag, quoted(value)]
  })
  const template = args.template === undefined ? [] : [quoted(args.template)]
  return ['fnx', command, ...template, ...(args.local ? ['--local'] : []), ...words].join(' ')
}

/** What to add to the note beside a command, for parameters may be secret and are not repeated. */
export function withParameters({ parameters }: Pick<ProjectArguments, 'parameters'>): string {
  return Object.keys(parameters).length > 0 ? ', with the same --parameter-overrides' : ''
}

/** Writes a word as a shell takes it. */
export function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
