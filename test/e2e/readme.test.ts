import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanEnvironment, localCloud, root, temporaryFolder } from '../support/fnx.ts'
import { lacks, runs } from '../support/needs.ts'
import { nodesOf } from '../support/nodes.ts'
import { type ShellLine, shellBlock } from '../support/shell-block.ts'

const readme = readFileSync(join(root, 'README.md'), 'utf8')
const install = shellBlock(readme, '## Install')
const sixty = shellBlock(readme, '## Sixty seconds')
const nodes = nodesOf([20, 22, 24])
const none = lacks('a pseudo-terminal of Python', runs('python3', '-c', 'import pty'))

describe.skipIf(none)('from a packed tarball, in an empty folder', () => {
  const prefix = mkdtempSync(join(tmpdir(), 'fnx-installed-'))
  const program = join(prefix, 'lib', 'node_modules', 'fnx-cli')

  beforeAll(() => {
    const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', prefix], {
      cwd: root,
      encoding: 'utf8',
    })
    const [{ filename }] = JSON.parse(packed.stdout)
    const [{ line }] = install as [ShellLine]
    const local = line.replace('fnx-cli', join(prefix, filename))
    expect(local).not.toBe(line)
    const env = { ...process.env, npm_config_prefix: prefix, npm_config_prefer_offline: 'true' }
    const { status, stderr } = spawnSync('bash', ['-c', local], { cwd: prefix, env, encoding: 'utf8' })
    expect(stderr).toBeDefined()
    expect(status, stderr).toBe(0)
  })
  afterAll(() => rmSync(prefix, { recursive: true, force: true }))

  it('takes 30 MB at most, with all that it needs', () => {
    const files = readdirSync(program, { recursive: true, encoding: 'utf8' })
    // A file under two names takes its room once.
    const sizes = new Map(
      files.map(file => statSync(join(program, file))).map(({ ino, size }) => [ino, size]),
    )
    const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0)
    expect(bytes / 1e6).toBeLessThan(30)
    expect(bytes / 1e6).toBeGreaterThan(5)
  })

  it('has every page that its pages link to', () => {
    const pages = readdirSync(program).filter(name => name.endsWith('.md'))
    expect(pages).toContain('README.md')
    const shipped = new Set(readdirSync(program))
    const links = (name: string) =>
      [...readFileSync(join(program, name), 'utf8').matchAll(/\]\(([\w.-]+\.md)\)/g)].map(
        ([, link = '']) => link,
      )
    expect(pages.flatMap(links).filter(link => !shipped.has(link))).toEqual([])
  })

  it.each(nodes.map(node => [node.version, node.file] as const))(
    'the first minute of the README holds on Node %s, line by line',
    async (_, node) => {
      const home = temporaryFolder()
      const bin = join(home, 'bin')
      mkdirSync(bin)
      symlinkSync(node, join(bin, 'node'))
      symlinkSync(join(prefix, 'bin', 'fnx'), join(bin, 'fnx'))
      const cloud = await localCloud([], { cwd: mkdirHere(home, 'cloud') })
      const env = {
        ...cleanEnvironment(home),
        PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
        TERM: 'xterm',
        // "your cloud, with its usual credentials": of the environment, and an address of the machine.
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_REGION: 'eu-west-1',
        AWS_ENDPOINT_URL: cloud.apiUrl,
      }
      const run = { cwd: mkdirHere(home, 'empty'), env }
      const screens = new Map<string, string>()
      for (const { line } of sixty) {
        if (line.startsWith('cd ')) run.cwd = join(run.cwd, line.slice(3))
        else if (line === 'fnx local start') await served(run)
        else screens.set(line, await typed(line, run))
      }
      expect(screens.get('fnx validate')).toContain('0 errors, 0 warnings')
      expect(screens.get('fnx deploy --local')).toContain('http://127.0.0.1:3000/hello')
      expect(screens.get('fnx deploy')).toContain('Deployed hello (dev, eu-west-1.')
      expect(screens.get('fnx remove')).toContain('Removed hello')
      await cloud.kill()
    },
  )
})

describe.skipIf(none)('the page of the template', () => {
  it.each(readdirSync(join(root, 'templates')))('%s holds, line by line', async name => {
    const home = temporaryFolder()
    const bin = mkdirHere(home, 'bin')
    const [node] = nodesOf(name === 'aws-typescript' ? [24] : []).toReversed()
    symlinkSync(node?.file ?? process.execPath, join(bin, 'node'))
    symlinkSync(join(root, 'bin', 'fnx.js'), join(bin, 'fnx'))
    const env = {
      ...cleanEnvironment(home),
      PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
      TERM: 'xterm',
    }
    await typed(`fnx init app --template ${name}`, { cwd: home, env })
    const run = { cwd: join(home, 'app'), env }
    const lines = shellBlock(readFileSync(join(run.cwd, 'README.md'), 'utf8'))
    expect(lines.length).toBeGreaterThan(4)
    for (const { line, comment } of lines) {
      // What goes to a cloud is run by the tests of its cloud; what needs a newer Node, where there is one.
      if (/^fnx (deploy|remove)$/.test(line)) continue
      if (comment.includes('Node 22') && (node?.version ?? 20) < 22) continue
      if (line === 'fnx local start') await served(run)
      else expect(await typed(line, run)).toMatch(/Hello, Ada|OK|pass|Deployed/)
    }
    expect(readdirSync(run.cwd)).toEqual(
      expect.arrayContaining(['.gitignore', 'README.md', 'events', 'src', 'test']),
    )
  })
})

interface Place {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

function mkdirHere(folder: string, name: string): string {
  const path = join(folder, name)
  mkdirSync(path)
  chmodSync(path, 0o755)
  return path
}

/** Types a line at a terminal, and `y` at each question. */
async function typed(line: string, { cwd, env }: Place): Promise<string> {
  const script = join(root, 'test', 'support', 'terminal.py')
  const child = spawn('python3', [script, 'y|y|y', 'bash', '-c', line], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let screen = ''
  child.stdout.on('data', chunk => {
    screen += chunk
  })
  const code = await new Promise(resolve => child.once('close', resolve))
  expect(code, `${line}\n${screen}`).toBe(0)
  return screen
}

/** `fnx local start` on free ports: what is printed answers, and an edit of the code at the next question. */
async function served({ cwd, env }: Place): Promise<void> {
  const child = spawn('bash', ['-c', 'exec fnx local start --port 0 --api-port 0'], {
    cwd,
    env,
    stdio: 'pipe',
  })
  try {
    const gateway = await new Promise<string>((resolve, reject) => {
      let text = ''
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', chunk => {
          text += chunk
          const url = /^HTTP triggers +(\S+)$/m.exec(text)?.[1]
          if (url !== undefined && text.includes('Stop with')) resolve(url)
        })
      child.once('close', () => reject(new Error(text)))
    })
    const ask = async () => (await fetch(`${gateway}/hello?name=Ada`)).text()
    expect(await ask()).toContain('Hello, Ada!')
    const source = readdirSync(join(cwd, 'src')).find(file => /^(index|app)\.(js|py|ts)$/.test(file)) ?? ''
    const file = join(cwd, 'src', source)
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.replace(/(["']?)message\1: /, '$1edited$1: 1, $&'))
    let after = ''
    for (let tries = 0; tries < 100 && !after.includes('edited'); tries++) after = await ask()
    expect(after).toContain('edited')
    writeFileSync(file, before)
  } finally {
    child.kill('SIGTERM')
    await new Promise(resolve => child.once('close', resolve))
  }
}
