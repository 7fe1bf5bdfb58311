import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { FnxError } from '../../../src/model/diagnostic.ts'
import { connect } from '../../../src/providers/aws/connect.ts'
import { openWire } from '../../../src/providers/aws/wire.ts'
import { serveWire } from '../../support/wire-server.ts'
import { shortPace } from './aws-cloud.ts'

const wire = await openWire()

function emptyHome(config = ''): string {
  const home = mkdtempSync(join(tmpdir(), 'fnx-aws-home-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  writeFileSync(join(home, 'config'), config)
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined)
  vi.stubEnv('AWS_CONFIG_FILE', join(home, 'config'))
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(home, 'credentials'))
  onTestFinished(() => void vi.unstubAllEnvs())
  return home
}

async function refusal(work: Promise<unknown>) {
  const error = await work.catch(thrown => thrown)
  expect(error).toBeInstanceOf(FnxError)
  return (error as FnxError).diagnostics[0] // seen to be one a line above
}

describe('connect()', () => {
  it('tells account, region and partition', async () => {
    const { url } = await serveWire(wire)
    const settings = {
      endpoint: url,
      credentials: { id: 'local', secret: 'local' },
      environment: {},
      home: '/',
    }
    const { client, account, region } = await connect({ ...settings, pace: shortPace() })
    expect([account, region, client.partition]).toEqual(['000000000000', 'us-east-1', 'aws'])
  })

  it('takes keys and region from the environment', async () => {
    const { url } = await serveWire(wire)
    const environment = {
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_REGION: 'eu-north-1',
    }
    const { region } = await connect({ endpoint: url, environment, home: '/', pace: shortPace() })
    expect(region).toBe('eu-north-1')
  })

  it('takes keys and region from a profile', async () => {
    const home = emptyHome('[profile shop]\nregion = eu-south-1\n')
    writeFileSync(
      join(home, 'credentials'),
      '[shop]\naws_access_key_id = local\naws_secret_access_key = local\n',
    )
    const { url } = await serveWire(wire)
    vi.stubEnv('AWS_ENDPOINT_URL', url)
    const { region } = await connect({ profile: 'shop', environment: {}, home, pace: shortPace() })
    expect(region).toBe('eu-south-1')
  })

  it('says within a second what to set when there are no credentials', async () => {
    const home = emptyHome()
    const started = Date.now()
    const found = await refusal(connect({ region: 'us-east-1', environment: {}, home, pace: shortPace() }))
    expect(found?.code).toBe('E0006')
    expect(found?.hint).toContain('AWS_ACCESS_KEY_ID')
    expect(Date.now() - started).toBeLessThan(2000)
  })

  it('names a profile that is not there', async () => {
    const home = emptyHome()
    const settings = { region: 'us-east-1', profile: 'nobody', environment: {}, home, pace: shortPace() }
    expect((await refusal(connect(settings)))?.message).toContain('nobody')
  })

  it('asks for a region where there is none', async () => {
    const home = emptyHome()
    expect((await refusal(connect({ environment: {}, home, pace: shortPace() })))?.code).toBe('E0008')
  })

  it('loads no SDK with the rest of the provider', () => {
    const provider = join(dirname(fileURLToPath(import.meta.url)), '../../../src/providers/aws/provider.ts')
    const { outputFiles, metafile } = bundled(provider)
    expect(outputFiles).toBeGreaterThan(1)
    expect(metafile.filter(path => path.includes('@aws-sdk'))).toEqual([])
  })
})

/** Bundles a file as the build does and lists what its first chunk holds. */
function bundled(entry: string) {
  const script = `
    import { build } from 'esbuild'
    const { metafile } = await build({ entryPoints: [${JSON.stringify(entry)}], bundle: true, splitting: true,
      format: 'esm', platform: 'node', outdir: 'out', write: false, metafile: true, external: ['@aws-sdk/*'] })
    const first = Object.keys(metafile.outputs).find(name => metafile.outputs[name].entryPoint?.endsWith('provider.ts'))
    const seen = new Set(), reach = name => {
      if (seen.has(name)) return
      seen.add(name)
      for (const { path, kind } of metafile.outputs[name]?.imports ?? [])
        if (kind === 'import-statement') reach(path)
    }
    reach(first)
    console.log(JSON.stringify({ outputFiles: Object.keys(metafile.outputs).length, metafile: [...seen] }))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  return JSON.parse(stdout) as { readonly outputFiles: number; readonly metafile: readonly string[] } // as printed above
}
