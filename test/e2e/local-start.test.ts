import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { laid } from '../support/diagnosed.ts'
import { fnx, localCloud } from '../support/fnx.ts'
import { send } from '../support/local-cloud.ts'

const files = {
  'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: nodejs22.x
      Events: {Get: {Type: HttpApi, Properties: {Path: /hello, Method: GET}}}
`,
  'src/app.js': code('one'),
  'public/index.html': '<p>home',
  'public/hello': 'not this',
  'secret.txt': 'secret',
}

function code(word: string): string {
  return `exports.handler = async () => { console.log("wrote ${word}"); return "${word}" }\n`
}

async function started(...args: readonly string[]) {
  const cwd = laid(files)
  const { gatewayUrl } = await localCloud(['template.yaml', ...args], { cwd })
  const get = (path: string, method = 'GET') => send(`${gatewayUrl}${path}`, { method })
  return { cwd, get }
}

describe('fnx local start', () => {
  it('serves the files of --static-dir where no route answers, and nothing beside them', async () => {
    const { get } = await started('--static-dir', 'public')
    expect(await get('/')).toMatchObject({ status: 200, text: '<p>home' })
    expect(await get('/', 'HEAD')).toMatchObject({
      status: 200,
      text: '',
      headers: { 'content-length': '7' },
    })
    expect(await get('/hello')).toMatchObject({ status: 200, text: 'one' })
    for (const path of ['/..%2fsecret.txt', '/../secret.txt', '/absent'])
      expect(await get(path)).toMatchObject({ status: 404 })
    expect(await get('/', 'POST')).toMatchObject({ status: 404 })
  })

  it('appends what functions write to --log-file, which its owner alone can read', async () => {
    const { cwd, get } = await started('--log-file', 'out.log')
    await get('/hello')
    await get('/hello')
    const log = join(cwd, 'out.log')
    expect(readFileSync(log, 'utf8').match(/wrote one/g)).toHaveLength(2)
    expect(statSync(log).mode & 0o077).toBe(0)
  })

  it('heeds changes of the code, but not with --no-watch', async () => {
    for (const [args, wanted] of [
      [[], 'two'],
      [['--no-watch'], 'one'],
    ] as const) {
      const { cwd, get } = await started(...args)
      expect(await get('/hello')).toMatchObject({ text: 'one' })
      writeFileSync(join(cwd, 'src/app.js'), code('two'))
      await sleep(1500)
      expect(await get('/hello')).toMatchObject({ text: wanted })
    }
  })

  it('refuses a folder and a file that are not there', async () => {
    const cwd = laid(files)
    const start = (...args: readonly string[]) =>
      fnx(['local', 'start', '--port', '0', '--api-port', '0', ...args], { cwd })
    expect(await start('-s', 'absent')).toMatchObject({ code: 2, stderr: /There is no folder absent/ })
    expect(await start('-s', 'secret.txt')).toMatchObject({
      code: 2,
      stderr: /There is no folder secret.txt/,
    })
    expect(await start('-l', 'absent/out.log')).toMatchObject({ code: 1, stderr: /E0007/ })
  })
})

describe('fnx invoke --local', () => {
  it('appends what the function writes to --log-file', async () => {
    const cwd = laid(files)
    for (let run = 0; run < 2; run++)
      expect(await fnx(['invoke', 'Hello', '--local', '-l', 'out.log'], { cwd })).toMatchObject({ code: 0 })
    expect(readFileSync(join(cwd, 'out.log'), 'utf8').match(/wrote one/g)).toHaveLength(2)
  })
})
