import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { FnxError } from '../../model/diagnostic.ts'
import { text } from '../../model/value.ts'
import type { Builder } from '../method.ts'
import { isWithin } from '../repository.ts'

/**
 * Runs the target `build-<logical ID>` in a copy of the code, with ARTIFACTS_DIR in the environment, as SAM documents
 * `BuildMethod: makefile`. `ContextPath` names another folder than the code's, `WorkingDirectory` one to run in.
 */
export const makefile: Builder = {
  root({ unit, repository }) {
    const context = text(unit.metadata.ContextPath)
    const folder = context === undefined ? unit.folder : resolve(unit.folder, context)
    return isWithin(repository, folder) && isWithin(folder, unit.folder) ? folder : unit.folder
  },
  async build(job) {
    const { unit, root, folder, out } = job
    const file = join(root, 'Makefile')
    if (!existsSync(file))
      throw new FnxError({
        code: 'E8013',
        message: `${unit.id} asks for BuildMethod makefile, and there is no Makefile in ${root}.`,
        hint: `Write one with the target build-${unit.id}, which puts the code into $(ARTIFACTS_DIR).`,
      })
    const code = job.copy()
    const top = resolve(code, relative(unit.folder, root))
    const asked = text(unit.metadata.WorkingDirectory)
    const working = asked === undefined ? undefined : resolve(folder, asked)
    const inside = working !== undefined && isWithin(root, working)
    const cwd = working === undefined ? top : inside ? join(top, relative(root, working)) : working
    const env = { ARTIFACTS_DIR: out }
    await job.run('make', ['--makefile', join(top, 'Makefile'), `build-${unit.id}`], { cwd, env })
  },
}
