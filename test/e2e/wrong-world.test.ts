import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { expectDiagnostic, laid, project } from '../support/diagnosed.ts'
import { cleanEnvironment, type Ended, fnx, root } from '../support/fnx.ts'
import { lacks, runs } from '../support/needs.ts'

const deploy = ['deploy', '--local', '--yes', '--stack-name', 'app']
const state = '.fnx/state/aws.local/dev/app'
const program = join(root, 'bin', 'fnx.js')

/** Runs a shell command in which `$FNX` is the program. */
function shell(script: string, cwd: string): Promise<Ended> {
  const env = { ...cleanEnvironment(cwd), FNX: `${process.execPath} ${program}` }
  const child = spawn('bash', ['-c', script], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  })
  const out = { stdout: '', stderr: '' }
  child.stdout.on('data', chunk => {
    out.stdout += chunk
  })
  child.stderr.on('data', chunk => {
    out.stderr += chunk
  })
  return new Promise(resolve => child.on('close', (code, signal) => resolve({ code, signal, ...out })))
}

/** Starts a server that gives every request the same answer, and gives its address. */
async function answering(status: number, body: string): Promise<AddressInfo> {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end(body)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.close()
  })
  await new Promise(resolve => server.once('listening', resolve))
  return server.address() as AddressInfo // it listens on a port
}

describe('a state that is broken ends in a diagnostic', () => {
  it.each([
    ['a cut-off snapshot', 'state.json', '{"version": 1,', /E7003[\s\S]*state\.json/],
    ['a snapshot of a newer fnx', 'state.json', '{"version": 99}', /E7004/],
    ['a journal that is none', 'journal.ndjson', '{"base":1}\nnot json\n', /E7003[\s\S]*journal/],
    ['a damaged last good deployment', 'good.json', '{', /E7003[\s\S]*good\.json/],
  ])('%s', async (_, file, text, says) => {
    const cwd = laid(project)
    expect((await fnx(deploy, { cwd })).code).toBe(0)
    writeFileSync(join(cwd, state, file), text)
    const back = file === 'good.json' ? ['--rollback'] : []
    expectDiagnostic(await fnx([...deploy, ...back], { cwd }), { code: 1, says })
  })

  it('a folder where the snapshot should be', async () => {
    const cwd = laid(project)
    expect((await fnx(deploy, { cwd })).code).toBe(0)
    rmSync(join(cwd, state, 'state.json'))
    mkdirSync(join(cwd, state, 'state.json'))
    expectDiagnostic(await fnx(deploy, { cwd }), { code: 1, says: /E7005/ })
    expectDiagnostic(await fnx(['status', '--local', '--stack-name', 'app'], { cwd }), {
      code: 1,
      says: /E7005/,
    })
  })

  it('a stack that is elsewhere than where it is looked for is named', async () => {
    const cwd = laid(project)
    expect(await fnx(deploy, { cwd })).toMatchObject({ code: 0 })
    const named = ['--stack-name', 'app']
    expectDiagnostic(await fnx(['status', ...named], { cwd }), {
      code: 1,
      says: /E0010[\s\S]*Deployed are: app \(dev,\s+local\)[\s\S]*Add --local/,
    })
    expectDiagnostic(await fnx(['status', ...named, '--local', '--stage', 'prod'], { cwd }), {
      code: 1,
      says: /E0010[\s\S]*Deployed are: app \(dev,\s+local\)/,
    })
  })

  it('a lock file that says nothing is held by somebody, until it is released', async () => {
    const cwd = laid(project)
    expect(await fnx(deploy, { cwd })).toMatchObject({ code: 0 })
    writeFileSync(join(cwd, state, 'lock.9'), 'junk')
    expectDiagnostic(await fnx(deploy, { cwd }), { code: 1, says: /E7011[\s\S]*fnx unlock/ })
    const unlock = await fnx(['unlock', '--local', '--yes'], { cwd })
    expect(unlock).toMatchObject({ code: 0, stdout: expect.stringContaining('a run that cannot be told') })
    expect(await fnx(deploy, { cwd })).toMatchObject({ code: 0 })
  })

  it('a snapshot that is gone from beside its lock', async () => {
    const cwd = laid({ ...project, [`${state}/lock.9`]: 'junk' })
    for (const command of [deploy, ['plan', '--local', '--stack-name', 'app']])
      expectDiagnostic(await fnx(command, { cwd }), { code: 1, says: /E7003[\s\S]*is gone/ })
  })

  it('a state that was copied from another stage', async () => {
    const cwd = laid(project)
    expect((await fnx(deploy, { cwd })).code).toBe(0)
    const copy = join(cwd, state.replace('/dev/', '/prod/'))
    cpSync(join(cwd, state), copy, { recursive: true })
    for (const command of ['remove', 'status']) {
      const words = [command, '--local', '--stage', 'prod', '--stack-name', 'app']
      const ran = await fnx(command === 'remove' ? [...words, '--yes'] : words, { cwd })
      expectDiagnostic(ran, { code: 1, says: /E7006[\s\S]*dev[\s\S]*prod/ })
    }
  })

  it('data of the local cloud that is damaged', async () => {
    const cwd = laid({ ...project, '.fnx/local/store/log.ndjson': 'junk\n{"a"\n' })
    expectDiagnostic(await fnx(deploy, { cwd }), { code: 1, says: /E9005/ })
  })
})

describe('an endpoint that is no cloud ends in a diagnostic', () => {
  const clouds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'aws-nodejs': { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'y', AWS_REGION: 'us-east-1' },
    'aliyun-nodejs': { ALIBABA_CLOUD_ACCESS_KEY_ID: 'x', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'y' },
    'tencent-nodejs': { TENCENTCLOUD_SECRET_ID: 'x', TENCENTCLOUD_SECRET_KEY: 'y' },
  }
  const regions: Readonly<Record<string, string>> = { aliyun: 'cn-hangzhou', tencent: 'ap-guangzhou' }

  it.each(Object.entries(clouds))('%s, a page of HTML', async (name, env) => {
    const { port } = await answering(200, '<!DOCTYPE html><html>a proxy</html>')
    const region = regions[name.split('-')[0] ?? ''] ?? 'us-east-1'
    const args = ['plan', '--region', region, '--endpoint-url', `http://127.0.0.1:${port}`]
    const ended = await fnx(args, { cwd: join(root, 'templates', name), env })
    expectDiagnostic(ended, { code: 1, says: /error E\d{4}/ })
  })

  it.each(Object.entries(clouds))('%s, nothing that listens', async (name, env) => {
    const region = regions[name.split('-')[0] ?? ''] ?? 'us-east-1'
    const args = ['plan', '--region', region, '--endpoint-url', 'http://127.0.0.1:9']
    const ended = await fnx(args, { cwd: join(root, 'templates', name), env })
    expectDiagnostic(ended, { code: 1, says: /E6008/ })
  })
})

describe('a disk that refuses ends in a diagnostic', () => {
  const cannotMount = process.platform !== 'linux' || !runs('unshare', '-rm', 'true')

  it.skipIf(lacks('unshare with mounts', !cannotMount)).each(['4k', '16k', '24k'])(
    'a disk of %s that is full',
    async size => {
      const cwd = laid({ ...project, '.fnx/x': '' })
      // A mount of its own namespace: it ends with the command.
      const script = `exec unshare -rm bash -c 'mount -t tmpfs -o size=${size} tmpfs .fnx && $FNX ${deploy.join(' ')}'`
      expectDiagnostic(await shell(script, cwd), { code: 1, says: /disk\s+is\s+full/ })
    },
  )

  it('a file where the folder of fnx should be', async () => {
    const cwd = laid({ ...project, '.fnx': 'a file' })
    expectDiagnostic(await fnx(deploy, { cwd }), { code: 1, says: /E0007/ })
  })
})

describe('a user without permission', () => {
  const asNobody = process.getuid?.() === 0 ? 'setpriv --reuid 65534 --clear-groups' : ''
  const words = [...asNobody.split(' ').filter(Boolean), process.execPath, program, '--version']
  const cannot = process.platform === 'win32' || spawnSync(words[0] ?? '', words.slice(1)).status !== 0

  it.skipIf(lacks('a user without permissions', !cannot))('reads no template, and is told', async () => {
    const cwd = laid(project)
    chmodSync(cwd, 0o755)
    chmodSync(join(cwd, 'template.yaml'), 0)
    const ended = await shell(`${asNobody} $FNX validate`, cwd)
    expectDiagnostic(ended, { code: 2, says: /may not be read/ })
  })

  it.skipIf(lacks('a user without permissions', !cannot))('writes no state, and is told', async () => {
    const cwd = laid(project)
    chmodSync(cwd, 0o555)
    const ended = await shell(`${asNobody} $FNX ${deploy.join(' ')}`, cwd)
    chmodSync(cwd, 0o755)
    expectDiagnostic(ended, {
      code: 1,
      says: /may not write there, for it is read-only[\s\S]*Make the folder writable/,
    })
  })
})

describe('a pipe that breaks', () => {
  it.each(['explain E3002', '--help', '--version', 'plan --local'])(
    'is no trouble of fnx %s',
    async command => {
      const cwd = laid(project)
      const ended = await shell(`$FNX ${command} | head -0; echo "\${PIPESTATUS[0]}"`, cwd)
      expectDiagnostic(ended, { code: 0, says: /^0\n/ })
      expect(ended.stderr).toBe('')
    },
  )

  it.skipIf(process.platform !== 'linux')('fails the command when the output is on a full disk', async () => {
    const ended = await shell('$FNX explain E3002 > /dev/full', laid())
    expectDiagnostic(ended, { code: 1, says: /disk is full/ })
  })
})

it('a standard input that is closed asks nothing', async () => {
  const ended = await shell('$FNX deploy --local <&-', laid(project))
  expectDiagnostic(ended, { code: 2, says: /--yes/ })
})

it('a folder that is gone is told', async () => {
  const ended = await shell('mkdir gone && cd gone && rmdir ../gone && $FNX validate', laid())
  expectDiagnostic(ended, { code: 2, says: /is gone/ })
})

it('a port in use is told', async () => {
  const { port } = await answering(200, '')
  const args = ['local', 'start', '--port', '0', '--api-port', String(port)]
  expectDiagnostic(await fnx(args, { cwd: laid(), limit: 20_000 }), { code: 1, says: new RegExp(`${port}`) })
})
