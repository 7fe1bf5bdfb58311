import type { ReadBack } from '../../apply/read-back.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Owned } from '../../model/provider.ts'
import { recordedOf } from '../../plan/recorded.ts'
import { resolver } from '../../template/resolver.ts'
import { openProject, type Project } from '../../workflows/project/project.ts'
import { type Engine, openEngine } from '../../workflows/stack/engine.ts'
import { ownedThings } from '../../workflows/stack/unknown-things.ts'
import type { Command, Context, Typed } from '../command.ts'
import { commandLine } from '../command-line.ts'
import {
  agreed,
  lockOption,
  outputOption,
  targetOptions,
  templateArgument,
  templateOptions,
  wantsJson,
  yesOptions,
} from '../options.ts'
import { confirm } from '../views/ask.ts'
import { type Reporter, reporter } from '../views/reporter.ts'
import { table } from '../views/table.ts'

export const recover: Command = {
  name: 'recover',
  summary: 'read a stack whose state is gone back from its cloud',
  details:
    'Finds by their tags and marks the resources that earlier deploys made, shows them, asks, and writes a state that has them. ' +
    'Nothing in the cloud is changed; the next deploy writes what cannot be read back.',
  arguments: [templateArgument],
  options: [...templateOptions, ...targetOptions, ...yesOptions, lockOption, outputOption],
  examples: [
    ['fnx recover', "read this folder's stack back, after you agree"],
    ['fnx recover --stack-name shop --stage prod --yes', 'without asking'],
  ],
  async run(context, typed) {
    const out = reporter(context, wantsJson(typed))
    const project = await openProject(context, typed, out)
    try {
      return await recoverProject(context, typed, { project, reporter: out })
    } finally {
      await project.target.close()
      out.close()
    }
  },
}

interface Work {
  readonly project: Project
  readonly reporter: Reporter
}

async function recoverProject(context: Context, typed: Typed, work: Work): Promise<number> {
  const { project, reporter: out } = work
  const { provider } = project.opened
  const engine = await openEngine(context, typed, { ...project, provider, command: 'recover', reporter: out })
  try {
    return await readIn(context, typed, { ...work, engine })
  } finally {
    await engine.close()
  }
}

async function readIn(
  context: Context,
  typed: Typed,
  { project, reporter: out, engine }: Work & { readonly engine: Engine },
): Promise<number> {
  const { loaded } = project.opened
  const read = await engine.readBack({
    stack: project.stack,
    owned: await ownedThings(project),
    resolver: resolver(loaded.scope, engine.state().key),
    recorded: recordedOf,
    abilitiesFor: project.abilitiesFor,
  })
  await out.diagnostics(read.left.map(leftAlone))
  for (const line of linesOf(read, project)) out.say(line)
  const asked = read.found.length > 0 && !agreed(typed)
  if (asked && !(await confirm(context, 'Write a state that has these?'))) {
    out.say('Nothing was changed.')
    out.result({ exitCode: 1, declined: true })
    return 1
  }
  if (read.found.length > 0) {
    await engine.adopt(read.found)
    out.say('The state has them now. Next:')
    out.say(`  ${commandLine('plan', typed)}`)
  }
  out.result({ exitCode: 0, ...resultOf(read) })
  return 0
}

function linesOf({ found, missing }: ReadBack, { key }: Project): readonly string[] {
  const where = `${key.stack} (${key.stage}, ${key.target})`
  if (found.length === 0) return [`Nothing of ${where} was found that its state does not have.`]
  const rows = found.map(({ logicalId, type, physicalId = '' }) => [`  ${logicalId}`, type, physicalId])
  const not = missing.length === 0 ? [] : [`Not found, so the next deploy makes it: ${missing.join(', ')}`]
  return [`Found of ${where}:`, ...table(rows), ...not]
}

function leftAlone({ logicalId, type, physicalId }: Owned): Diagnostic {
  return {
    code: 'W7009',
    message: `${type} ${physicalId} carries the tags of ${logicalId} and is left alone: another has its logical ID, or fnx does not deploy its type.`,
    hint: 'Delete it, or take its fnx:… tags away, where it is not the one that is used; then run fnx recover again.',
  }
}

function resultOf({ found, missing, left }: ReadBack) {
  return {
    found: found.map(({ logicalId, type, physicalId = '' }) => ({ logicalId, type, physicalId })),
    missing,
    left: left.map(({ logicalId, type, physicalId }) => ({ logicalId, type, physicalId })),
  }
}
