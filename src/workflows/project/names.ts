import { codes } from '../../model/codes.ts'
import type { WorkflowContext } from '../context.ts'
import { stackKeys } from '../stack/stacks.ts'
import { templateFile } from './files.ts'
import { loadTemplate, placeholderWorld } from './workspace.ts'

/** Names the functions of the template of the folder that we are in; where it cannot be read, none. */
export async function functionNames(context: WorkflowContext): Promise<readonly string[]> {
  try {
    const place = await templateFile(context, undefined)
    const { value } = await loadTemplate(context, { args: { parameters: {} }, place, checks: false })
    if (value === undefined) return []
    const { cloud, stack } = value
    return (await cloud.functions(stack, placeholderWorld(cloud), each => each)).map(({ id }) => id)
  } catch {
    return [] // whoever only looks for a name is told nothing of what is wrong
  }
}

/** Names the stages and the stacks that the folder holds states of. */
export async function stackNames({
  cwd,
}: WorkflowContext): Promise<{ readonly stages: readonly string[]; readonly stacks: readonly string[] }> {
  const keys = await stackKeys(cwd)
  const unique = (names: readonly string[]): readonly string[] => [...new Set(names)].sort()
  return { stages: unique(keys.map(({ stage }) => stage)), stacks: unique(keys.map(({ stack }) => stack)) }
}

/** Lists the codes that belong to no rule. */
export function codeNames(): readonly string[] {
  return Object.keys(codes)
}
