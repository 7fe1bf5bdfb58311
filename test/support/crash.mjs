// Preloaded into a run of fnx: counts the boundaries at which a run can die (before and after each durable write and each
// call that may change something), and kills the process at the one that FNX_CRASH_AT names, or stops it at the one that
// FNX_STOP_AT names, after it has made the file FNX_STOP_MARK.
import { appendFileSync, promises, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const at = Number(process.env.FNX_CRASH_AT ?? 0)
const stopAt = Number(process.env.FNX_STOP_AT ?? 0)
const log = process.env.FNX_CRASH_LOG
let passed = 0

function boundary(name) {
  passed++
  if (log) appendFileSync(log, `${passed} ${name}\n`)
  if (passed === at) process.kill(process.pid, 'SIGKILL')
  if (passed === stopAt) {
    writeFileSync(process.env.FNX_STOP_MARK, '')
    process.kill(process.pid, 'SIGSTOP')
  }
}

function around(object, method, relevant) {
  const original = object[method]
  object[method] = async function (...args) {
    if (!relevant(args)) return original.apply(this, args)
    boundary(`before ${method}`)
    const result = await original.apply(this, args)
    boundary(`after ${method}`)
    return result
  }
}

// What is durable in fnx goes through these; only the state's own files count.
const isState = ([path]) => /[\\/]\.fnx[\\/]state[\\/]/.test(String(path))
for (const method of ['rename', 'link']) around(promises, method, ([from, to]) => isState([from]) || isState([to]))
const probe = await promises.open(join(tmpdir(), `fnx-crash-${process.pid}`), 'w')
const handle = Object.getPrototypeOf(probe)
await probe.close()
await promises.unlink(join(tmpdir(), `fnx-crash-${process.pid}`))
for (const method of ['datasync', 'sync']) around(handle, method, () => true)

const { end } = http.ClientRequest.prototype
http.ClientRequest.prototype.end = function (...args) {
  if (this.method !== 'GET' && this.method !== 'HEAD') {
    boundary(`before ${this.method} ${this.path.slice(0, 60)}`)
    this.prependOnceListener('response', () => boundary(`after ${this.method} ${this.path.slice(0, 60)}`))
  }
  return end.apply(this, args)
}
