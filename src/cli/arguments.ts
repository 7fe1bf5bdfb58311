import { FnxError } from '../model/diagnostic.ts'
import {
  defaultStage,
  type LockArguments,
  type ProjectArguments,
  type StackArguments,
  type TemplateArguments,
} from '../workflows/arguments.ts'
import type { Typed } from './command.ts'
import { has, milliseconds, pairsOf, textOf } from './options.ts'

/** Gives the template that a command line names, as an argument or by an option. */
export function templateOf(typed: Typed): string | undefined {
  return typed.args[0] ?? textOf(typed, 'template') ?? textOf(typed, 'templateFile')
}

/** Reads which template is meant, and what is given for its parameters. */
export function templateArguments(typed: Typed): TemplateArguments {
  return {
    template: templateOf(typed),
    parameters: pairsOf(typed, 'parameterOverrides'),
    build: typed.options.build !== false,
    givenAt: name => typed.placeOf?.('parameterOverrides', name),
  }
}

/** Reads which stack at which target is meant. */
export function stackArguments(typed: Typed): StackArguments {
  return {
    template: templateOf(typed),
    local: has(typed, 'local'),
    stackName: textOf(typed, 'stackName'),
    stage: textOf(typed, 'stage') ?? defaultStage,
    region: textOf(typed, 'region'),
    account: textOf(typed, 'account'),
    profile: textOf(typed, 'profile'),
    endpoint: endpointOf(textOf(typed, 'endpointUrl')),
  }
}

/** Reads which stack is meant, and what it shall be. */
export function projectArguments(typed: Typed): ProjectArguments {
  return { ...stackArguments(typed), ...templateArguments(typed), tags: pairsOf(typed, 'tags') }
}

/** Reads how long to wait for another run on the same stack. */
export function lockArguments(typed: Typed): LockArguments {
  return { lockTimeout: milliseconds(textOf(typed, 'lockTimeout') ?? '0s', '--lock-timeout') }
}

/** Gives what was typed without its arguments, for commands whose first argument is no template. */
export function withoutArguments(typed: Typed): Typed {
  return { ...typed, args: [] }
}

/** Reads a port within bounds. */
export function portOf(typed: Typed, name: string, { least, hint }: PortBounds): number | undefined {
  const written = textOf(typed, name)
  if (written === undefined) return undefined
  const port = Number(written)
  if (Number.isInteger(port) && port >= least && port < 65_536) return port
  throw new FnxError({ code: 'E0001', message: `"${written}" is not a port.`, hint }, 2)
}

/** What a port may be, and what to say of others. */
export interface PortBounds {
  readonly least: number
  readonly hint: string
}

function endpointOf(url: string | undefined): string | undefined {
  if (url === undefined || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) return url
  throw new FnxError(
    {
      code: 'E0001',
      message: `"${url}" is not the address of a server.`,
      hint: 'Write it as http://127.0.0.1:4566',
    },
    2,
  )
}
