// Preloaded into a run of fnx: counts what it writes to the disk, and lets the disk be full from the write on that
// FNX_FULL_AT names. Half of that write still has room, as on a real disk.
import fs, { promises } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const at = Number(process.env.FNX_FULL_AT ?? Number.POSITIVE_INFINITY)
const names = []
let passed = 0

function refused(name) {
  passed++
  names.push(`${passed} ${name}\n`)
  return passed >= at
}

function full() {
  return Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC', errno: -28 })
}

const opens = flags => typeof flags === 'string' && /[wa+]/.test(flags)

// Each with where in its arguments the bytes are, of which half still fit.
const writes = { writeSync: 1, writeFileSync: 1, write: 0, writeFile: 0, appendFile: 0 }

function halved(name, args) {
  const place = writes[name]
  const bytes = place === undefined ? undefined : args[place]
  if (bytes === undefined || typeof args[2] === 'number') return undefined
  return args.map((value, index) => (index === place ? bytes.slice(0, bytes.length / 2) : value))
}

function limit(object, name, sync, counts = () => true) {
  const original = object[name]
  const act = (self, args, half) => {
    if (half !== undefined && passed === at) return original.apply(self, half)
  }
  object[name] = sync
    ? function (...args) {
        if (!counts(args) || !refused(name)) return original.apply(this, args)
        act(this, args, halved(name, args))
        throw full()
      }
    : async function (...args) {
        if (!counts(args) || !refused(name)) return original.apply(this, args)
        await act(this, args, halved(name, args))
        throw full()
      }
}

const probe = join(tmpdir(), `fnx-full-${process.pid}`)
const opened = await promises.open(probe, 'w')
const handle = Object.getPrototypeOf(opened)
await opened.close()
await promises.unlink(probe)
for (const name of ['write', 'writeFile', 'appendFile', 'sync', 'datasync']) limit(handle, name, false)
for (const name of ['mkdir', 'rename', 'link', 'copyFile']) limit(promises, name, false)
limit(promises, 'open', false, ([, flags]) => opens(flags))
for (const name of ['writeSync', 'writeFileSync', 'mkdirSync', 'renameSync', 'fsyncSync']) limit(fs, name, true)
limit(fs, 'openSync', true, ([, flags]) => opens(flags))
syncBuiltinESMExports()

const { writeFileSync } = fs
process.on('exit', () => {
  if (process.env.FNX_CRASH_LOG) writeFileSync(process.env.FNX_CRASH_LOG, names.join(''))
})
