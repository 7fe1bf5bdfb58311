import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { FnxError } from '../../model/diagnostic.ts'
import type { State, StateOwner } from '../../model/state.ts'
import { codeOf, onDisk } from '../../state/atomic-file.ts'
import { readState } from '../../state/read-state.ts'
import type { StackArguments } from '../arguments.ts'
import type { WorkflowContext } from '../context.ts'
import { defaultStackName, templateFile } from '../project/files.ts'

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

/** Reads the state of a stack that was found; throws E0010 where nothing is deployed. */
export async function deployedAt(args: StackArguments, found: Omit<Deployed, 'state'>): Promise<Deployed> {
  const { folder, key } = found
  const state = await readState(stateFolder(folder, key), key)
  if (state === undefined || isEmpty(state)) throw await nothingDeployed(args, folder)
  return { folder, key, state }
}

/** Tells whether a state holds nothing, not even what is still to be deleted or may still turn up. */
export function isEmpty({ resources, deposed, announced = [] }: State): boolean {
  return Object.keys(resources).length + deposed.length + announced.length === 0
}

/** The stacks with a state that arguments may mean: one, or one in several accounts. */
export interface Found {
  readonly folder: string
  readonly keys: readonly [StackKey, ...StackKey[]]
}

/** Finds the stack with a state, deployed or not, that arguments mean; only accounts may be left to tell. */
export async function foundStacks(context: WorkflowContext, args: StackArguments): Promise<Found> {
  const folder = await projectFolder(context, args.template)
  const keys = (await stackKeys(folder)).filter(key => fits(key, args))
  const named = keys.filter(({ stack }) => stack === (args.stackName ?? defaultStackName(folder)))
  const [first, ...more] = named.length > 0 ? named : keys
  if (first === undefined) throw await nothingDeployed(args, folder)
  if (!more.every(key => differsByAccount(key, first))) throw ambiguous([first, ...more])
  return { folder, keys: [first, ...more] }
}

function differsByAccount(left: StackKey, right: StackKey): boolean {
  const there = ({ provider, target, stage, stack }: StackKey) =>
    [provider, regionAndAccount(target).region, stage, stack].join('/')
  return there(left) === there(right)
}

/** Gives region and account of a target; both are absent on the local cloud. */
export function regionAndAccount(target: string): { readonly region?: string; readonly account?: string } {
  if (target === localTarget) return {}
  const dot = target.indexOf('.')
  return { region: target.slice(0, dot), account: target.slice(dot + 1) }
}

/** Names a stack for people, with where it is: `app (dev, eu-west-1, account 123)`. */
export function titleOf({ stack, stage, target }: StackKey): string {
  const { region, account } = regionAndAccount(target)
  return region === undefined
    ? `${stack} (${stage}, ${target})`
    : `${stack} (${stage}, ${region}, account ${account})`
}

/** The template's folder where one is named or stands here, else the folder that we are in. */
export async function projectFolder(context: WorkflowContext, template: string | undefined): Promise<string> {
  return template === undefined ? context.cwd : (await templateFile(context, template)).folder
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

/** A folder that may not be read is not one that holds nothing: that ends the command. */
async function names(folder: string): Promise<readonly string[]> {
  const found = await onDisk(folder, () =>
    readdir(folder).catch(error => {
      if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return []
      throw error
    }),
  )
  return found.sort()
}

function fits({ stack, stage, target }: StackKey, args: StackArguments): boolean {
  if (args.stackName !== undefined && stack !== args.stackName) return false
  if (stage !== args.stage) return false
  if (args.local !== (target === localTarget)) return false
  if (target === localTarget) return true
  const place = regionAndAccount(target)
  const { region, account } = args
  return (
    (region === undefined || place.region === region) && (account === undefined || place.account === account)
  )
}

async function nothingDeployed(args: StackArguments, folder: string): Promise<FnxError> {
  const { local, stage, stackName } = args
  const where = local ? 'on the local cloud' : 'in a cloud'
  const name = stackName ?? defaultStackName(folder)
  const others = await deployedKeys(folder)
  const there = others.length === 0 ? '' : ` Deployed are: ${others.map(titleOf).join('; ')}.`
  const flag = local ? ' --local' : ''
  const elsewhere = others.some(key => fits(key, { ...args, local: !local }))
  const deploy =
    elsewhere && !local ? 'Add --local for the stack of the local cloud, or deploy with' : 'Deploy it with'
  const lost =
    others.length > 0 ? '' : ` Was it deployed and its state is gone, read it back with: fnx recover${flag}`
  return new FnxError({
    code: 'E0010',
    message: `No stack ${name} of stage ${stage} is known to be deployed ${where}.${there}`,
    hint: `${deploy}: fnx deploy${flag}${lost === '' ? '' : `.${lost}`}`,
  })
}

/** The stacks of a project that have something; a state that cannot be read is told when it is asked for. */
async function deployedKeys(folder: string): Promise<readonly StackKey[]> {
  const keys = await stackKeys(folder)
  const states = await Promise.all(
    keys.map(key => readState(stateFolder(folder, key), key).catch(() => undefined)),
  )
  return keys.filter((_, index) => {
    const state = states[index]
    return state !== undefined && !isEmpty(state)
  })
}

/** The error for arguments that fit several stacks. */
export function ambiguous(keys: readonly StackKey[]): FnxError {
  const lines = keys.map(titleOf)
  return new FnxError(
    {
      code: 'E0011',
      message: `Several stacks fit: ${lines.join('; ')}.`,
      hint: 'Say which with --stack-name, --stage, --region, or --account or the --profile of the account.',
    },
    2,
  )
}
