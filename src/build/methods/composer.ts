import type { Builder } from '../method.ts'
import { namesIn } from '../repository.ts'

/** Puts the packages of a composer.json into `vendor` beside the code, without those for development. */
export const composer: Builder = {
  missing: ({ unit }) => (namesIn(unit.folder).includes('vendor') ? [] : ['vendor']),
  async build(job) {
    job.place(job.out)
    const args = [
      'install',
      '--no-dev',
      '--no-interaction',
      '--no-progress',
      '--prefer-dist',
      '--optimize-autoloader',
    ]
    // Packages that lie in the project are copied, for a zip is to hold what it needs.
    await job.run('composer', args, { cwd: job.out, env: { COMPOSER_MIRROR_PATH_REPOS: '1' } })
  },
}
