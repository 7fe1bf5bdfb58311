import { describe, expect, it } from 'vitest'
import { invokeOnce } from '../../src/emulator/invoke.ts'
import type { Contract } from '../../src/model/contract.ts'
import type { FunctionSpec } from '../../src/model/stack.ts'
import { fakeContract } from '../support/fake-contract.ts'
import { fakeSpec } from '../support/fake-wire.ts'
import { folderOf, host } from '../support/local-cloud.ts'

interface Try {
  readonly files: Readonly<Record<string, string>>
  readonly style?: Contract['style']
  readonly spec?: Partial<FunctionSpec>
  readonly event?: unknown
  readonly responseLimit?: number
}

async function run({ files, style, spec, event = {}, responseLimit }: Try) {
  const outcome = await invokeOnce({
    ...host,
    contract: fakeContract(style, responseLimit),
    spec: fakeSpec(spec),
    code: folderOf(files),
    payload: Buffer.from(JSON.stringify(event)),
    workDir: folderOf(),
  })
  return { ...outcome, text: Buffer.from(outcome.payload).toString() }
}

const python = { runtime: 'python3.11', handler: 'app.handler' }

describe('invokeOnce() on Node', () => {
  it.each<{
    what: string
    source: string
    gives: unknown
    style?: Contract['style']
    file?: string
    handler?: string
  }>([
    { what: 'an async handler', source: 'exports.handler = async e => e.n + 1', gives: 8 },
    {
      what: 'a callback',
      source: 'exports.handler = (e, c, done) => setTimeout(done, 5, null, e.n)',
      gives: 7,
    },
    {
      what: 'a callback of an async handler',
      source: 'exports.handler = async (e, c, done) => { done(null, 1) }',
      gives: 1,
    },
    {
      what: 'a callback that waits for the empty event loop',
      source:
        'let n = 0; exports.handler = (e, c, done) => { const r = { n: 0 }; setTimeout(() => { r.n = 5 }, 20); done(null, r) }',
      gives: { n: 5 },
    },
    {
      what: 'a callback that does not wait',
      source:
        'exports.handler = (e, c, done) => { c.callbackWaitsForEmptyEventLoop = false; setInterval(() => {}, 1000); done(null, 2) }',
      gives: 2,
    },
    { what: 'a handler that gives nothing', source: 'exports.handler = () => {}', gives: null },
    {
      what: 'a promise that never settles',
      source: 'exports.handler = () => new Promise(() => {})',
      gives: null,
    },
    {
      what: 'context.succeed',
      source: 'exports.handler = (e, c) => c.succeed(c.functionName)',
      gives: 'Hello',
    },
    {
      what: 'an ES module',
      file: 'index.mjs',
      source: 'export const handler = async () => import.meta.url.length > 0',
      gives: true,
    },
    {
      what: 'a default export',
      file: 'index.mjs',
      source: 'export default { handler: async () => 3 }',
      gives: 3,
    },
    {
      what: 'a file in a folder',
      file: 'src-app.js',
      handler: 'src-app.a.b',
      source: 'exports.a = { b: async () => 4 }',
      gives: 4,
    },
    {
      what: 'a streamed answer with a head',
      source:
        "exports.handler = awslambda.streamifyResponse(async (e, out) => { const s = awslambda.HttpResponseStream.from(out, { statusCode: 201 }); s.write('a'); s.end('b') })",
      gives: { statusCode: 201, body: 'YWI=', isBase64Encoded: true },
    },
    {
      what: 'the buffer of FC',
      style: 'fc',
      source: 'exports.handler = (e, c, done) => done(null, Buffer.isBuffer(e))',
      gives: true,
    },
    {
      what: 'an object of FC',
      style: 'fc',
      source: 'exports.handler = async (e, c) => c',
      gives: { region: 'here' },
    },
    {
      what: 'the context of SCF',
      style: 'scf',
      source: 'exports.handler = (e, c, done) => done(null, c)',
      gives: { function_name: 'Hello' },
    },
    {
      what: 'what a plain SCF handler returns',
      style: 'scf',
      source: 'exports.handler = e => e.n',
      gives: 7,
    },
  ])('takes $what', async ({ file = 'index.js', source, gives, style, handler = 'index.handler' }) => {
    const { text, failure } = await run({
      files: { [file]: source },
      event: { n: 7 },
      spec: { handler },
      ...(style === undefined ? {} : { style }),
    })
    expect(failure).toBeUndefined()
    const value = JSON.parse(text)
    if (typeof gives === 'object' && gives !== null) expect(value).toMatchObject(gives)
    else expect(value).toEqual(gives)
  })

  it.each([
    { what: 'a missing file', source: '', file: 'other.js', kind: 'init', text: 'Runtime.ImportModuleError' },
    {
      what: 'a missing module',
      source: "require('left-pad-9')",
      kind: 'init',
      text: "Cannot find module 'left-pad-9'",
    },
    {
      what: 'a syntax error',
      source: 'exports.handler = (',
      kind: 'init',
      text: 'Runtime.UserCodeSyntaxError',
    },
    { what: 'a missing handler', source: 'exports.other = 1', kind: 'init', text: 'Runtime.HandlerNotFound' },
    { what: 'an error while loading', source: "throw new TypeError('early')", kind: 'init', text: 'early' },
    {
      what: 'a thrown error',
      source: "exports.handler = async () => { throw new RangeError('far') }",
      kind: 'handler',
      text: 'RangeError',
    },
    {
      what: 'a thrown text',
      source: "exports.handler = async () => { throw 'words' }",
      kind: 'handler',
      text: 'words',
    },
    {
      what: 'context.fail',
      source: "exports.handler = (e, c) => c.fail(new Error('failed'))",
      kind: 'handler',
      text: 'failed',
    },
    {
      what: 'an unhandled rejection',
      source: "exports.handler = () => new Promise(() => { Promise.reject(new Error('lost')) })",
      kind: 'handler',
      text: 'Runtime.UnhandledPromiseRejection',
    },
    {
      what: 'an uncaught exception',
      source: "exports.handler = () => new Promise(() => { setTimeout(() => { throw new Error('late') }) })",
      kind: 'handler',
      text: 'late',
    },
    { what: 'an exit', source: 'exports.handler = async () => process.exit(3)', kind: 'exit', text: '3' },
    {
      what: 'a signal',
      source: "exports.handler = async () => process.kill(process.pid, 'SIGSEGV')",
      kind: 'exit',
      text: 'SIGSEGV',
    },
    { what: 'an exit while loading', source: 'process.exit(4)', kind: 'exit', text: '4' },
    {
      what: 'what is no JSON',
      source: 'exports.handler = async () => 1n',
      kind: 'handler',
      text: 'MarshalError',
    },
  ])('says $what as the cloud would', async ({ source, kind, text, file = 'index.js' }) => {
    const outcome = await run({ files: { [file]: source } })
    expect(outcome.failure?.kind).toBe(kind)
    expect(outcome.text).toContain(text)
  })

  it('keeps the log of a failed invocation whole, in the order of writing', async () => {
    const { log, requestId } = await run({
      files: {
        'index.js':
          "console.log('loading'); exports.handler = async () => { console.error('a\\nb'); process.stdout.write('raw'); process.exit(1) }",
      },
    })
    expect(log).toMatch(
      new RegExp(
        `loading\\nSTART RequestId: ${requestId}\\n.*\\t${requestId}\\tERROR\\ta\\nb\\nraw\\nEND RequestId`,
      ),
    )
  })

  it('keeps megabytes of output that were written just before the answer', async () => {
    const { log } = await run({
      files: { 'index.js': "exports.handler = async () => { process.stdout.write('x'.repeat(900000)) }" },
    })
    expect(log.length).toBeGreaterThan(900_000)
  })
})

describe('invokeOnce() on Python', () => {
  it.each<{ what: string; source: string; gives: unknown; style?: Contract['style'] }>([
    {
      what: 'a function',
      source: 'def handler(e, c):\n  return {"n": e["n"], "é": "é"}',
      gives: { n: 7, é: 'é' },
    },
    {
      what: 'the context',
      source: 'def handler(e, c):\n  return [c.function_name, c.get_remaining_time_in_millis() > 0]',
      gives: ['Hello', true],
    },
    { what: 'nothing', source: 'def handler(e, c):\n  pass', gives: null },
    {
      what: 'the bytes of FC',
      style: 'fc',
      source: 'def handler(e, c):\n  return str(type(e).__name__ == "bytes").lower()',
      gives: true,
    },
    {
      what: 'the context of FC',
      style: 'fc',
      source:
        'def handler(e, c):\n  return [c.region, c.account_id, c.function.name, c.credentials.access_key_id]',
      gives: ['here', '1', 'Hello', 'local'],
    },
    {
      what: 'the context of SCF',
      style: 'scf',
      source: 'def handler(e, c):\n  return c["function_name"]',
      gives: 'Hello',
    },
  ])('takes $what', async ({ source, gives, style }) => {
    const { text, failure } = await run({
      files: { 'app.py': source },
      event: { n: 7 },
      spec: python,
      ...(style === undefined ? {} : { style }),
    })
    expect(failure).toBeUndefined()
    expect(JSON.parse(text)).toEqual(gives)
  })

  it.each([
    { what: 'a missing module', source: 'import nowhere_9', kind: 'init', text: 'Runtime.ImportModuleError' },
    { what: 'a syntax error', source: 'def handler(', kind: 'init', text: 'Runtime.UserCodeSyntaxError' },
    { what: 'a missing handler', source: 'x = 1', kind: 'init', text: 'Runtime.HandlerNotFound' },
    {
      what: 'an error',
      source: 'def handler(e, c):\n  raise KeyError("k")',
      kind: 'handler',
      text: '"KeyError"',
    },
    { what: 'an exit', source: 'import sys\ndef handler(e, c):\n  sys.exit(5)', kind: 'exit', text: '5' },
    {
      what: 'what is no JSON',
      source: 'def handler(e, c):\n  return {1, 2}',
      kind: 'handler',
      text: 'MarshalError',
    },
  ])('says $what as the cloud would', async ({ source, kind, text }) => {
    const outcome = await run({ files: { 'app.py': source }, spec: python })
    expect(outcome.failure?.kind).toBe(kind)
    expect(outcome.text).toContain(text)
  })

  it('writes log records in the form of the cloud, and traces without the bootstrap', async () => {
    const source =
      'import logging\ndef handler(e, c):\n  logging.warning("careful")\n  raise ValueError("bad")'
    const { log, text, requestId } = await run({ files: { 'app.py': source }, spec: python })
    expect(log).toMatch(new RegExp(`\\[WARNING\\]\\t\\S+Z\\t${requestId}\\tcareful`))
    expect(log).toContain('[ERROR] ValueError: bad\nTraceback')
    expect(text).not.toContain('python.py')
    expect(JSON.parse(text)).toMatchObject({ errorMessage: 'bad', errorType: 'ValueError', requestId })
  })

  it('runs a handler that an initializer of FC has prepared', async () => {
    const source = 'seen = []\ndef init(c):\n  seen.append(c.region)\ndef handler(e, c):\n  return seen'
    const spec = { ...python, initializer: { handler: 'app.init', timeout: 3 } }
    expect((await run({ files: { 'app.py': source }, spec, style: 'fc' })).text).toBe('["here"]')
  })

  it('names what to install when the machine has no Python', async () => {
    const options = { ...host, searchPath: folderOf() }
    const invoked = invokeOnce({
      ...options,
      contract: fakeContract(),
      spec: fakeSpec(python),
      code: folderOf({ 'app.py': '' }),
      payload: Buffer.from('{}'),
      workDir: folderOf(),
    })
    await expect(invoked).rejects.toMatchObject({ diagnostics: [{ code: 'E9003' }] })
  })
})

it('invokeOnce() refuses a runtime that it cannot start', async () => {
  const invoked = run({ files: {}, spec: { runtime: 'java21' } })
  await expect(invoked).rejects.toMatchObject({ diagnostics: [{ code: 'E9004' }] })
})

it('invokeOnce() waits for a debugger and sets no time limit', async () => {
  const stop = new AbortController()
  const port = 20_000 + (process.pid % 20_000)
  const invoked = invokeOnce({
    ...host,
    contract: fakeContract(),
    spec: fakeSpec({ timeout: 0.2 }),
    code: folderOf({ 'index.js': 'exports.handler = async () => 1' }),
    payload: Buffer.from('{}'),
    workDir: folderOf(),
    debugPort: port,
    signal: stop.signal,
  })
  const targets = () =>
    fetch(`http://127.0.0.1:${port}/json/list`).then(
      async answer => (await answer.text()).match(/webSocketDebuggerUrl/g)?.length ?? 0,
      () => 0,
    )
  await expect.poll(targets, { timeout: 5_000 }).toBe(1)
  await new Promise(resolve => setTimeout(resolve, 300))
  expect(await targets()).toBe(1)
  stop.abort()
  expect((await invoked).failure?.kind).toBe('exit')
})
