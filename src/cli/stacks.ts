import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { FnxError } from '../model/diagnostic.ts'
import type { State, StateOwner } from '../model/state.ts'
import { readState } from '../state/read-state.ts'
import type { Context, Typed } from './command.ts'
import { defaultStackName, templateFile } from './files.ts'
import { has, textOf } from './options.ts'

/** Which stack, where: the key of a state. */
export type StackKey = StateOwner

/** The target of everything that the local cloud holds. */
export const localTarget = 'local'

/** Gives the folder of a stack's state below a project's `.fnx`. */
export function stateFolder(folder: string, { target, stage, stack, provider }: StackKey): string {
  return join(folder, '.fnx', 'state', `${provider}.${target}`, stage, stack)
}

/** Refuses names that would leave the folder of states or that no cloud takes. */
export function checkedName(name: string, what: string): string {
  if (/^[A-Za-z][A-Za-z0-9-]{0,62}$/.test(name)) return name
  throw new FnxError(
    {
      code: 'E0001',
      message: `"${name}" cannot be the name of a ${what}.`,
      hint: 'Use letters, digits and dashes, a letter first, 63 at most.',
    },
    2,
  )
}

/** A deployed stack, found by its state alone: the template may be gone. */
export interface Deployed {
  readonly folder: string
  readonly key: StackKey
  readonly state: State
}

/** Finds the one deployed stack that a command line means. */
export async function deployedStack(context: Context, typed: Typed): Promise<Deployed> {
  const { folder, key } = await foundStack(context, typed)
  const state = await readState(stateFolder(folder, key), key)
  if (state === undefined || isEmpty(state)) throw nothingDeployed(typed, folder)
  return { folder, key, state }
}

/** Tells whether a state holds nothing, not even what is still to be deleted or may still turn up. */
export function isEmpty({ resources, deposed, announced = [] }: State): boolean {
  return Object.keys(resources).length + deposed.length + announced.length === 0
}

/** Finds the one stack with a state, deployed or not, that a command line means. */
export async function foundStack(context: Context, typed: Typed): Promise<Omit<Deployed, 'state'>> {
  const folder = await projectFolder(context, typed)
  const keys = (await stackKeys(folder)).filter(key => fits(key, typed))
  const named = keys.filter(({ stack }) => stack === (textOf(typed, 'stackName') ?? defaultStackName(folder)))
  const chosen = named.length > 0 ? named : keys
  const [key] = chosen
  if (key === undefined) throw nothingDeployed(typed, folder)
  if (chosen.length > 1) throw ambiguous(chosen)
  return { folder, key }
}

/** The template's folder where one is named or stands here, else the folder that we are in. */
export async function projectFolder(context: Context, typed: Typed): Promise<string> {
  const named = typed.args[0] !== undefined || textOf(typed, 'template') !== undefined
  if (named) return (await templateFile(context, typed)).folder
  return context.cwd
}

/** Lists the stacks whose state a project holds. */
export async function stackKeys(folder: string): Promise<readonly StackKey[]> {
  const top = join(folder, '.fnx', 'state')
  const keys: StackKey[] = []
  for (const place of await names(top)) {
    const dot = place.indexOf('.')
    for (const stage of await names(join(top, place)))
      for (const stack of await names(join(top, place, stage)))
        keys.push({ provider: place.slice(0, dot), target: place.slice(dot + 1), stage, stack })
  }
  return keys
}

async function names(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).sort()
}

function fits({ stack, stage, target }: StackKey, typed: Typed): boolean {
  const name = textOf(typed, 'stackName')
  const region = textOf(typed, 'region')
  if (name !== undefined && stack !== name) return false
  if (stage !== (textOf(typed, 'stage') ?? 'dev')) return false
  if (has(typed, 'local') !== (target === localTarget)) return false
  return region === undefined || target === localTarget || target.startsWith(`${region}.`)
}

function nothingDeployed(typed: Typed, folder: string): FnxError {
  const stage = textOf(typed, 'stage') ?? 'dev'
  const where = has(typed, 'local') ? 'on the local cloud' : 'in a cloud'
  const name = textOf(typed, 'stackName') ?? defaultStackName(folder)
  return new FnxError({
    code: 'E0010',
    message: `No stack ${name} of stage ${stage} is known to be deployed ${where}.`,
    hint: has(typed, 'local')
      ? 'Deploy it with: fnx deploy --local'
      : 'Deploy it with: fnx deploy, or add --local.',
  })
}

function ambiguous(keys: readonly StackKey[]): FnxError {
  const lines = keys.map(({ stack, stage, target }) => `${stack} (${stage}, ${target})`)
  return new FnxError(
    {
      code: 'E0011',
      message: `Several stacks fit: ${lines.join('; ')}.`,
      hint: 'Say which with --stack-name, --stage or --region.',
    },
    2,
  )
}
