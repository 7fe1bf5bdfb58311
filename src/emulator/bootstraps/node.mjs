// Runs a Node function: asks the Runtime API for events over one kept socket and calls the handler with what its cloud hands over.
// Started by fnx as `node node.mjs '{"style","api","code","handler","packages","layers","initializer"}'`; needs Node 18 or newer and no package.
import { closeSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { connect } from 'node:net'
import { delimiter, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { format } from 'node:util'

const settings = JSON.parse(process.argv[2])
process.argv.length = 2
const { style, code } = settings
const base = '/2018-06-01/runtime'

closeInherited()

let current // the invocation at work: { id, done, waits }

// What was left open by whoever started fnx is none of the function's business; Node marks its own to close on exec.
function closeInherited() {
  if (process.platform !== 'linux') return
  for (const name of readdirSync('/proc/self/fd')) {
    if (Number(name) < 3) continue
    try {
      const flags = Number.parseInt(/flags:\s+(\d+)/.exec(readFileSync(`/proc/self/fdinfo/${name}`, 'latin1'))[1], 8)
      if ((flags & 0o2000000) === 0) closeSync(Number(name))
    } catch {
      // the one that the list was read by
    }
  }
}

// ---------------------------------------------------------------- the socket

const [host, port] = settings.api.split(':')
const socket = connect({ host, port: Number(port), noDelay: true })
socket.on('error', () => process.exit(1))
socket.on('close', () => process.exit(1)) // fnx is gone

let pending = Buffer.alloc(0)
socket.on('data', chunk => {
  pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
  for (;;) {
    const end = pending.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = pending.toString('latin1', 0, end)
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)[1])
    if (pending.length < end + 4 + length) return
    const body = pending.subarray(end + 4, end + 4 + length)
    pending = pending.subarray(end + 4 + length)
    if (head.startsWith('HTTP/1.1 200')) invoke(head, body)
    else leave?.()
  }
})

const nextRequest = `GET ${base}/invocation/next HTTP/1.1\r\nHost: ${settings.api}\r\n\r\n`

// What ends the process comes after the receipt: of one that is gone before its last words are read, only the end is seen.
let leave

// one write per answer: receipt and next event come back together
function post(path, body, more = '', then = undefined) {
  const head = `POST ${base}${path} HTTP/1.1\r\nHost: ${settings.api}\r\n${more}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`
  const after = then === undefined ? nextRequest : ''
  leave = then
  socket.ref()
  if (typeof body === 'string') socket.write(head + body + after)
  else socket.write(Buffer.concat([Buffer.from(head), body, Buffer.from(after)]))
}

function askNext() {
  socket.ref()
  socket.write(nextRequest)
}

// ---------------------------------------------------------------- one invocation

function headerOf(head, name) {
  const from = head.indexOf(`\r\n${name}: `)
  if (from < 0) return undefined
  const end = head.indexOf('\r\n', from + 2)
  return head.slice(from + name.length + 4, end < 0 ? undefined : end)
}

function invoke(head, body) {
  const id = headerOf(head, 'Lambda-Runtime-Aws-Request-Id')
  const call = { id, ended: false, waits: true, result: undefined }
  current = call
  socket.unref() // so that an empty event loop shows: it ends callbacks that wait for it, and promises that never settle
  const end = (error, result) => finish(call, error, result)
  let context
  try {
    context = styles[style].context(head, call, end)
    const event = styles[style].event(body)
    if (handler.streams) {
      stream(event, context, end)
      return
    }
    const callback = (error, result) => {
      call.result ??= { error, result }
      if (!call.waits) end(error, result)
    }
    const answer = handler(event, context, callback)
    if (typeof answer?.then === 'function')
      answer.then(
        result => (result === undefined && call.result ? end(call.result.error, call.result.result) : end(null, result)),
        error => end(error ?? new Error(String(error))),
      )
    else if (style !== 'lambda' && answer !== undefined) end(null, answer)
  } catch (error) {
    end(error ?? new Error(String(error)))
  }
}

process.on('beforeExit', () => {
  if (current === undefined) return
  const { error, result } = current.result ?? {}
  finish(current, error ?? null, result)
})

function finish(call, error, result) {
  if (call.ended) return
  call.ended = true
  if (error !== null && error !== undefined) {
    fail(call.id, error)
    return
  }
  let body
  try {
    body = styles[style].encode(result)
  } catch (trouble) {
    fail(call.id, Object.assign(new Error(`Unable to stringify response body: ${trouble.message}`), { name: 'Runtime.MarshalError' }))
    return
  }
  current = undefined
  post(`/invocation/${call.id}/response`, body)
}

function fail(id, error, then = undefined) {
  const described = describe(error)
  if (style === 'lambda') {
    const { errorType, errorMessage, trace } = described
    write('ERROR', `Invoke Error \t${JSON.stringify({ errorType, errorMessage, stack: trace })}`)
  } else write('ERROR', error instanceof Error ? error.stack : String(error))
  current = undefined
  post(`/invocation/${id}/error`, JSON.stringify(described), `Lambda-Runtime-Function-Error-Type: ${described.errorType}\r\n`, then)
}

function describe(error) {
  const isError = error instanceof Error || (typeof error === 'object' && error !== null && 'stack' in error)
  const errorType = isError ? error.name : typeof error
  const errorMessage = isError ? error.message : typeof error === 'string' ? error : JSON.stringify(error)
  const lines = isError ? String(error.stack).split('\n').filter(line => !line.includes(import.meta.url)) : []
  return style === 'lambda' ? { errorType, errorMessage, trace: lines } : { errorMessage, errorType, stackTrace: lines }
}

process.on('uncaughtException', error => die(error, 129))
process.on('unhandledRejection', reason => {
  const error = new Error(reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason))
  error.name = 'Runtime.UnhandledPromiseRejection'
  if (reason instanceof Error) error.stack = `${error.name}: ${error.message}\n${reason.stack}`
  die(error, 128)
})

function die(error, status) {
  if (current === undefined) {
    write('ERROR', `Uncaught Exception \t${JSON.stringify(describe(error))}`)
    process.exit(status)
  }
  fail(current.id, error, () => process.exit(status))
}

// ---------------------------------------------------------------- the clouds' conventions

const styles = {
  lambda: {
    event: body => JSON.parse(body.toString()),
    encode: result => JSON.stringify(result === undefined ? null : result),
    context(head, call, end) {
      const deadline = Number(headerOf(head, 'Lambda-Runtime-Deadline-Ms'))
      const env = process.env
      const client = headerOf(head, 'Lambda-Runtime-Client-Context')
      const identity = headerOf(head, 'Lambda-Runtime-Cognito-Identity')
      return {
        get callbackWaitsForEmptyEventLoop() {
          return call.waits
        },
        set callbackWaitsForEmptyEventLoop(value) {
          call.waits = value
        },
        functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
        functionName: env.AWS_LAMBDA_FUNCTION_NAME,
        memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
        logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
        logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
        clientContext: client === undefined ? undefined : JSON.parse(client),
        identity: identity === undefined ? undefined : JSON.parse(identity),
        invokedFunctionArn: headerOf(head, 'Lambda-Runtime-Invoked-Function-Arn'),
        awsRequestId: call.id,
        getRemainingTimeInMillis: () => deadline - Date.now(),
        done: (error, result) => end(error, result),
        fail: error => end(error ?? 'handled'),
        succeed: result => end(null, result),
      }
    },
  },
  fc: {
    event: body => Buffer.from(body),
    encode: result => {
      if (result === undefined || result === null) return ''
      if (Buffer.isBuffer(result) || result instanceof Uint8Array) return result
      return typeof result === 'object' ? JSON.stringify(result) : String(result)
    },
    context(head, call) {
      call.waits = false
      return { ...given(head), requestId: call.id, logger: loggerOf() }
    },
  },
  scf: {
    event: body => JSON.parse(body.toString()),
    encode: result => JSON.stringify(result === undefined ? null : result),
    context(head, call) {
      const context = { callbackWaitsForEmptyEventLoop: true, ...given(head), request_id: call.id }
      return Object.defineProperty(context, 'callbackWaitsForEmptyEventLoop', {
        enumerable: true,
        get: () => call.waits,
        set: value => {
          call.waits = value
        },
      })
    },
  },
}

function given(head) {
  const encoded = headerOf(head, 'Fnx-Context')
  return encoded === undefined ? {} : JSON.parse(Buffer.from(encoded, 'base64').toString())
}

function loggerOf() {
  const at = level => (...parts) => write(level, format(...parts))
  return { debug: at('DEBUG'), info: at('INFO'), log: at('INFO'), warn: at('WARN'), error: at('ERROR') }
}

// ---------------------------------------------------------------- streamed answers, sent whole

class ResponseStream {
  constructor(end) {
    this.parts = []
    this.type = undefined
    this.finish = end
    this.head = undefined
  }
  setContentType(type) {
    this.type = type
  }
  write(part, encoding, then) {
    this.parts.push(typeof part === 'string' ? Buffer.from(part, typeof encoding === 'string' ? encoding : 'utf8') : Buffer.from(part))
    const after = typeof encoding === 'function' ? encoding : then
    if (after) queueMicrotask(after)
    return true
  }
  end(part, encoding) {
    if (part !== undefined && part !== null) this.write(part, encoding)
    this.finish(this)
  }
  destroy(error) {
    this.finish(this, error)
  }
  on() {
    return this
  }
  once() {
    return this
  }
  emit() {
    return true
  }
}

globalThis.awslambda = {
  streamifyResponse: fn => Object.assign(fn, { streams: true }),
  HttpResponseStream: {
    from(stream, head) {
      stream.head = head
      return stream
    },
  },
}

async function stream(event, context, end) {
  const out = new ResponseStream((self, error) => {
    if (error) {
      end(error)
      return
    }
    const call = current
    if (call === undefined || call.ended) return
    call.ended = true
    current = undefined
    const body = Buffer.concat(self.parts)
    if (self.head === undefined) post(`/invocation/${call.id}/response`, body)
    else {
      const head = Buffer.concat([Buffer.from(JSON.stringify(self.head)), Buffer.alloc(8), body])
      post(`/invocation/${call.id}/response`, head, 'Content-Type: application/vnd.awslambda.http-integration-response\r\n')
    }
  })
  try {
    await handler(event, out, context)
  } catch (error) {
    end(error ?? new Error(String(error)))
  }
}

// ---------------------------------------------------------------- what the function writes

// Output must be in the pipe before the answer is on the wire. Streams cost a millisecond to make, so they stay lazy.
for (const name of ['stdout', 'stderr']) {
  const { get } = Object.getOwnPropertyDescriptor(process, name)
  let stream
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: true,
    get() {
      if (stream === undefined) {
        stream = get.call(process)
        stream._handle?.setBlocking?.(true)
      }
      return stream
    },
  })
}

function write(level, message) {
  const time = new Date().toISOString()
  const id = current?.id ?? 'undefined'
  process.stdout.write(style === 'fc' ? `${time} ${id} [${level}] ${message}\n` : `${time}\t${id}\t${level}\t${message}\n`)
}

for (const [method, level] of Object.entries({ log: 'INFO', info: 'INFO', debug: 'DEBUG', trace: 'TRACE', warn: 'WARN', error: 'ERROR' }))
  console[method] = (...parts) => write(level, format(...parts))

// ---------------------------------------------------------------- the handler

class LoadError extends Error {
  constructor(name, message) {
    super(message)
    this.name = name
  }
}

async function load(name) {
  const slash = name.lastIndexOf('/')
  const dot = name.indexOf('.', slash + 1)
  if (dot <= slash + 1) throw new LoadError('Runtime.MalformedHandlerName', `Bad handler "${name}": it must read file.function.`)
  const file = resolve(code, name.slice(0, dot))
  let found = await read(file, name.slice(0, dot))
  for (const part of name.slice(dot + 1).split('.')) found = found?.[part] ?? (found?.default ?? {})[part]
  if (typeof found !== 'function') throw new LoadError('Runtime.HandlerNotFound', `${name} is undefined or not exported`)
  return found
}

async function read(file, name) {
  const path = [file, `${file}.js`, `${file}.mjs`, `${file}.cjs`].find((each, index) => existsSync(each) && (index > 0 || /\.[cm]?js$/.test(each)))
  if (path === undefined)
    throw new LoadError('Runtime.ImportModuleError', `Error: Cannot find module '${name}'`)
  try {
    if (path.endsWith('.mjs') || (!path.endsWith('.cjs') && isModule(dirname(path)))) return await import(pathToFileURL(path).href)
    return createRequire(path)(path)
  } catch (error) {
    throw explained(error)
  }
}

function isModule(folder) {
  for (let at = folder; at.startsWith(code); at = dirname(at)) {
    const file = join(at, 'package.json')
    if (existsSync(file)) {
      try {
        return JSON.parse(readFileSync(file, 'utf8')).type === 'module'
      } catch {
        return false
      }
    }
  }
  return false
}

function explained(error) {
  if (error instanceof SyntaxError) return renamed('Runtime.UserCodeSyntaxError', error)
  if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND') return renamed('Runtime.ImportModuleError', error)
  return error
}

function renamed(name, error) {
  const explained = new LoadError(name, `${error.name}: ${error.message}`)
  explained.stack = `${name}: ${error.stack}`
  return explained
}

// Where the folder above the code cannot hold what the cloud's runtime carries, CommonJS at least finds it.
if (settings.packages !== undefined && settings.packages !== join(dirname(code), 'node_modules')) {
  process.env.NODE_PATH = [process.env.NODE_PATH, settings.packages].filter(Boolean).join(delimiter)
  Module._initPaths()
}

// Import statements look into no NODE_PATH, and on Lambda they find what layers hold.
if (settings.layers !== undefined && Module.register !== undefined) {
  const version = process.versions.node.split('.')[0]
  const folders = [`nodejs/node${version}`, 'nodejs'].map(name => join(settings.layers, name)).filter(existsSync)
  const parents = folders.map(folder => pathToFileURL(join(folder, 'any.js')).href)
  const hook = `export async function resolve(name, context, next) {
  try {
    return await next(name, context)
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || /^[./]|^[a-z]+:/.test(name)) throw error
    for (const parentURL of ${JSON.stringify(parents)})
      try {
        return await next(name, { ...context, parentURL })
      } catch {}
    throw error
  }
}`
  if (parents.length > 0) Module.register(`data:text/javascript,${encodeURIComponent(hook)}`)
}

let handler
try {
  handler = await load(settings.handler)
  if (settings.initializer) await initialize(await load(settings.initializer))
  askNext()
} catch (error) {
  const described = describe(error)
  write('ERROR', `${style === 'lambda' ? 'Uncaught Exception \t' : ''}${JSON.stringify(described)}`)
  post('/init/error', JSON.stringify(described), `Lambda-Runtime-Function-Error-Type: ${described.errorType}\r\n`, () => process.exit(1))
}

function initialize(fn) {
  return new Promise((done, failed) => {
    const answer = fn({ ...(settings.context ?? {}), logger: loggerOf() }, error => (error ? failed(error) : done()))
    if (typeof answer?.then === 'function') answer.then(done, failed)
    else if (fn.length < 2) done()
  })
}
