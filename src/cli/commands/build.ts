import { relative } from 'node:path'
import { buildProject } from '../../workflows/build.ts'
import { templateArguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import { alwaysOptions, outputOption, templateArgument, templateOptions } from '../options.ts'
import { reporting } from '../reporting.ts'
import { table } from '../views/table.ts'

export const build: Command = {
  name: 'build',
  summary: 'build the code of functions and layers, and package nothing',
  details:
    'Installs packages, compiles and bundles with the tools of each language on this machine, in copies under .fnx/build. ' +
    'Other commands do the same by themselves when something changed.',
  arguments: [templateArgument],
  options: [...templateOptions, ...alwaysOptions, outputOption],
  examples: [
    ['fnx build', 'build what changed'],
    ['fnx build template.yaml -o json', 'the folders of what was built, for programs'],
  ],
  run: (context, typed) =>
    reporting(context, typed, async reporter => {
      const built = await buildProject(context, templateArguments(typed), reporter)
      const rows = built.map(({ id, method, folder, unchanged }) => [
        id,
        method,
        unchanged ? 'unchanged' : 'built',
        relative(context.cwd, folder),
      ])
      for (const line of table(rows)) reporter.say(line)
      if (built.length === 0) reporter.say('All code lies ready: there is nothing to build.')
      reporter.result({ exitCode: 0, built: built.map(code => ({ ...code })) })
      return 0
    }),
}
