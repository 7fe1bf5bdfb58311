import { planProject } from '../../workflows/plan.ts'
import { projectArguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import {
  buildOption,
  has,
  outputOption,
  targetOptions,
  templateArgument,
  templateOptions,
} from '../options.ts'
import { reporting } from '../reporting.ts'

export const plan: Command = {
  name: 'plan',
  summary: 'show what a deploy would change, and change nothing',
  arguments: [templateArgument],
  options: [
    ...templateOptions,
    buildOption,
    ...targetOptions,
    { flags: '--tags <pairs...>', description: 'tags of every resource, as Name=value' },
    { flags: '--detailed-exitcode', description: 'end with 4 when there are changes' },
    outputOption,
  ],
  examples: [
    ['fnx plan', 'what fnx deploy would do'],
    ['fnx plan --detailed-exitcode', 'for pipelines: 0 no changes, 4 changes'],
  ],
  run: (context, typed) =>
    reporting(context, typed, async reporter => {
      const { steps } = await planProject(context, projectArguments(typed), reporter)
      const exitCode = steps.length > 0 && has(typed, 'detailedExitcode') ? 4 : 0
      reporter.result({ exitCode, changes: steps.length })
      return exitCode
    }),
}
