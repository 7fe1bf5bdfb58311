import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Builder } from '../method.ts'

/** Puts the gems of a Gemfile into `vendor/bundle` beside the code, where the runtime looks for them. */
export const bundler: Builder = {
  async build(job) {
    const { out, unit } = job
    job.place(out)
    const locked = existsSync(join(unit.folder, 'Gemfile.lock'))
    const env = {
      BUNDLE_GEMFILE: join(out, 'Gemfile'),
      BUNDLE_PATH: join(out, 'vendor', 'bundle'),
      BUNDLE_WITHOUT: 'development:test',
      BUNDLE_APP_CONFIG: join(job.scratch, '.bundle'),
      ...(locked ? { BUNDLE_FROZEN: 'true' } : {}),
    }
    await job.run('bundle', ['install', '--quiet'], { cwd: out, env })
  },
}
