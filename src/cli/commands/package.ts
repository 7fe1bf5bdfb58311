import { relative } from 'node:path'
import { withCode } from '../../workflows/project/project.ts'
import { openTemplate, placeholderWorld } from '../../workflows/project/workspace.ts'
import type { Command } from '../command.ts'
import { outputOption, templateArgument, templateOptions, wantsJson } from '../options.ts'
import { reporter } from '../views/reporter.ts'
import { table } from '../views/table.ts'

export const packageCommand: Command = {
  name: 'package',
  summary: "build the zips of a template's functions, and upload nothing",
  arguments: [templateArgument],
  options: [...templateOptions, outputOption],
  examples: [['fnx package', 'see how large the code is, and what is suspicious in it']],
  async run(context, typed) {
    const out = reporter(context, wantsJson(typed))
    const opened = await openTemplate(context, typed, { checks: true, reporter: out })
    const world = placeholderWorld(opened.loaded.cloud)
    const { artifacts } = await withCode(opened, { world, reporter: out })
    const made = [...artifacts].map(([id, { hash, size, unzipped, file }]) => ({
      function: id,
      hash,
      size,
      unzipped,
      file,
    }))
    for (const line of table(
      made.map(({ function: id, size, file }) => [
        id,
        `${(size / 1024).toFixed(1)} KB`,
        relative(context.cwd, file),
      ]),
    ))
      out.say(line)
    out.result({ exitCode: 0, artifacts: made })
    out.close()
    return 0
  },
}
