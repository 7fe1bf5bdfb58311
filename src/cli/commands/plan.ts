import { refresh } from '../../apply/refresh.ts'
import { loadTypes, typesIn } from '../../model/service.ts'
import { blank } from '../../state/open-state.ts'
import { readState } from '../../state/read-state.ts'
import { resolver } from '../../template/resolver.ts'
import { planOf } from '../../workflows/deploy.ts'
import { openProject, type Project } from '../../workflows/project/project.ts'
import { cloudDeps } from '../../workflows/stack/engine.ts'
import { checkUnknown } from '../../workflows/stack/unknown-things.ts'
import { placeOf } from '../../workflows/target/place.ts'
import type { Command, Context, Typed } from '../command.ts'
import { has, outputOption, targetOptions, templateArgument, templateOptions, wantsJson } from '../options.ts'
import { type Reporter, reporter } from '../views/reporter.ts'

export const plan: Command = {
  name: 'plan',
  summary: 'show what a deploy would change, and change nothing',
  arguments: [templateArgument],
  options: [
    ...templateOptions,
    ...targetOptions,
    { flags: '--tags <pairs...>', description: 'tags of every resource, as Name=value' },
    { flags: '--detailed-exitcode', description: 'end with 4 when there are changes' },
    outputOption,
  ],
  examples: [
    ['fnx plan', 'what fnx deploy would do'],
    ['fnx plan --detailed-exitcode', 'for pipelines: 0 no changes, 4 changes'],
  ],
  async run(context, typed) {
    const out = reporter(context, wantsJson(typed))
    const project = await openProject(context, typed, out)
    try {
      return await showPlan(context, typed, { project, reporter: out })
    } finally {
      await project.target.close()
      out.close()
    }
  },
}

async function showPlan(
  context: Context,
  typed: Typed,
  { project, reporter: out }: { readonly project: Project; readonly reporter: Reporter },
): Promise<number> {
  const { opened, target, key, stack } = project
  const { provider, loaded } = opened
  const state = (await readState(project.stateDir, key)) ?? blank(key)
  await checkUnknown(context, typed, { project, state, reporter: out })
  const types = await loadTypes(provider, typesIn(state))
  const deps = cloudDeps(context, { provider, target, key, reporter: out })
  const live = await refresh(state, { ...deps, types })
  const planned = await planOf({
    project,
    state,
    live,
    stack,
    resolver: resolver(loaded.scope, state.key),
    reporter: out,
  })
  out.emit({ type: 'plan', place: placeOf(typed, project), changes: planned.changes })
  const exitCode = planned.steps.length > 0 && has(typed, 'detailedExitcode') ? 4 : 0
  out.result({ exitCode, changes: planned.steps.length })
  return exitCode
}
