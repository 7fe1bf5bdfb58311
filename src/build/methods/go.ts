import { join } from 'node:path'
import type { Builder } from '../method.ts'
import { above, commonRoot, textOf } from '../repository.ts'

/** What Go calls the systems that it is not named by. */
const systems: Partial<Record<NodeJS.Platform, string>> = { darwin: 'darwin', win32: 'windows' }

/**
 * Compiles a module to one static program. It is compiled where it lies, for `go build` writes nothing among sources: a
 * go.mod or go.sum that would have to change is an error of its own.
 */
export const go: Builder = {
  root({ unit, repository }) {
    const work = above(unit.folder, folder => textOf(join(folder, 'go.work')) !== undefined, repository)
    const replaced = [...(textOf(join(unit.folder, 'go.mod')) ?? '').matchAll(/=>\s*(\.{1,2}\/\S*)/g)]
    return (
      work ??
      commonRoot(
        unit.folder,
        replaced.map(([, path = '.']) => path),
        repository,
      )
    )
  },
  async build(job) {
    const { unit, out } = job
    const own = /^(provided|custom)/i.test(unit.runtime)
    const env = {
      GOOS: systems[unit.system ?? 'linux'] ?? 'linux',
      GOARCH: unit.architecture === 'arm64' ? 'arm64' : 'amd64',
      CGO_ENABLED: '0',
    }
    const tags = own && unit.provider === 'aws' ? ['-tags', 'lambda.norpc'] : []
    const program = join(out, own ? 'bootstrap' : unit.handler)
    const args = ['build', '-trimpath', '-ldflags', '-s -w', ...tags, '-o', program, '.']
    await job.run('go', args, { cwd: unit.folder, env })
  },
}
