import type { Builder } from '../method.ts'
import { namesIn } from '../repository.ts'

/** Publishes a .NET project; a custom runtime brings its own framework, the others find the cloud's. */
export const dotnet: Builder = {
  async build(job) {
    const { unit, out } = job
    const code = job.copy()
    const [project = ''] = namesIn(code).filter(name => /\.(cs|fs|vb)proj$/.test(name))
    const own = /^(provided|custom)/i.test(unit.runtime)
    const args = [
      ...['publish', project, '--configuration', 'Release', '--output', out],
      ...[
        '--runtime',
        `linux-${unit.architecture === 'arm64' ? 'arm64' : 'x64'}`,
        '--self-contained',
        String(own),
      ],
    ]
    await job.run('dotnet', args, {
      cwd: code,
      env: { DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1' },
    })
  },
}
