import { writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fnx, temporaryFolder } from '../support/fnx.ts'
import { lay, running } from '../support/running.ts'

const limit = 180_000

function project(code: string): string {
  const cwd = temporaryFolder()
  const properties = `CodeUri: ${code}, Handler: index.handler, Runtime: nodejs24.x`
  const fn = `Fn: { Type: AWS::Serverless::Function, Properties: { ${properties} } }`
  lay(cwd, {
    'template.yaml': `Transform: AWS::Serverless-2016-10-31\nResources:\n  ${fn}\n`,
    'src/index.js': 'exports.handler = async () => 1\n',
  })
  return cwd
}

describe('odd input ends in a finding at its place', () => {
  it('NUL in --env-vars', { timeout: limit }, async () => {
    const cwd = project('src')
    lay(cwd, { 'env.json': '{"A":"x\\u0000y"}' })
    const run = await fnx(['invoke', '--local', '--env-vars', 'env.json'], { cwd, limit })
    expect(run).toMatchObject({ code: 2 })
    expect(run.stderr).toMatch(/E0014[\s\S]*env\.json holds a NUL/)
  })

  it.each([
    ['a NUL', '"sr\\0c"'],
    ['too long a name', 'a'.repeat(300)],
  ])('%s in the path of the code', { timeout: limit }, async (_, code) => {
    const cwd = project(code)
    for (const command of ['plan', 'invoke']) {
      const run = await fnx([command, '--local'], { cwd, limit })
      expect(run.code).not.toBe(0)
      expect(run.stderr).toMatch(/E4002[^\n]*\n +template\.yaml:3:\d+/)
      expect(run.stderr).not.toContain('bug in fnx')
    }
  })

  it('an ignore file with a line of 100 000 characters', { timeout: limit }, async () => {
    const cwd = project('src')
    lay(cwd, { 'src/.fnxignore': `docs\n${'x'.repeat(100_000)}\n` })
    const run = await fnx(['package'], { cwd, limit })
    expect(run).toMatchObject({ code: 1 })
    expect(run.stderr).toMatch(/E8010[\s\S]*\.fnxignore:2:1[\s\S]*Line 2/)
  })

  it.each([
    ['zero.zip', Buffer.alloc(0), 'E8009'],
    ['text.zip', Buffer.from('hello'.repeat(100)), 'E8009'],
    ['empty.zip', Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]), 'E8001'],
  ])('%s, which is no zip with code', { timeout: limit }, async (name, bytes, code) => {
    const cwd = project(name)
    writeFileSync(join(cwd, name), bytes)
    const run = await fnx(['package'], { cwd, limit })
    expect(run).toMatchObject({ code: 1 })
    expect(run.stderr).toContain(code)
    expect(run.stderr).toContain(name)
  })

  it('a port without TLS behind https://', { timeout: limit }, async () => {
    const server = createServer(socket => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
      0,
      '127.0.0.1',
    )
    onTestFinished(() => void server.close())
    await new Promise(resolve => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const env = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }
    const run = await fnx(['plan', '--endpoint-url', `https://127.0.0.1:${port}`], {
      cwd: project('src'),
      env,
      limit,
    })
    expect(run.stderr).toMatch(/E6008[\s\S]*hint: What listens there speaks no TLS/)
  })
})

/** Sends bytes to a port and gives the first line of the answer. */
function raw(url: string, text: string): Promise<string> {
  const { port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text))
    socket.once('data', data => {
      resolve(String(data).split('\r\n')[0] ?? '')
      socket.destroy()
    })
    socket.once('error', reject)
  })
}

describe("the port of the clouds' APIs", () => {
  it('refuses addresses that are none, pages of other sites, and large bodies that nobody signed', {
    timeout: limit,
  }, async () => {
    const { apiUrl } = await running({ 'template.yaml': 'Resources: {}' })
    const head = (line: string, more = '') =>
      `${line} HTTP/1.1\r\nHost: localhost\r\n${more}Connection: close\r\n\r\n`
    for (const path of ['//', 'http://['])
      expect(await raw(apiUrl, head(`GET ${path}`))).toBe('HTTP/1.1 400 Bad Request')
    expect(await raw(apiUrl, head('POST /_fnx/reset', 'Sec-Fetch-Site: cross-site\r\n'))).toMatch(/ 403 /)
    expect(await raw(apiUrl, head('GET /_fnx/health', 'Sec-Fetch-Site: none\r\n'))).toMatch(/ 200 /)
    const body = Buffer.alloc(2 * 1024 * 1024)
    expect((await fetch(`${apiUrl}/bucket/key`, { method: 'PUT', body })).status).toBe(413)
  })
})
