import { relative } from 'node:path'
import { packageProject } from '../../workflows/package.ts'
import { templateArguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import { buildOption, configOptions, outputOption, templateArgument, templateOptions } from '../options.ts'
import { reporting } from '../reporting.ts'
import { table } from '../views/table.ts'

export const packageCommand: Command = {
  name: 'package',
  summary: "build the zips of a template's functions, and upload nothing",
  arguments: [templateArgument],
  options: [...templateOptions, ...configOptions, buildOption, outputOption],
  examples: [['fnx package', 'see how large the code is, and what is suspicious in it']],
  run: (context, typed) =>
    reporting(context, typed, async reporter => {
      const artifacts = [...(await packageProject(context, templateArguments(typed), reporter))]
      const rows = artifacts.map(([id, { size, file }]) => [
        id,
        `${(size / 1024).toFixed(1)} KB`,
        relative(context.cwd, file),
      ])
      for (const line of table(rows)) reporter.say(line)
      reporter.result({
        exitCode: 0,
        artifacts: artifacts.map(([id, { hash, size, unzipped, file }]) => ({
          function: id,
          hash,
          size,
          unzipped,
          file,
        })),
      })
      return 0
    }),
}
