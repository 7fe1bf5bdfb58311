import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { unwritable } from './disk-errors.ts'

/** A file that is written from front to end under a temporary name. */
export interface Sink {
  readonly file: string
  /** When it was made, by the clock of the disk, in ms. */
  readonly born: number
  /** Bytes written so far. */
  position(): number
  write(bytes: Uint8Array): void
  /** Writes over bytes that are there already. */
  patch(bytes: Uint8Array, position: number): void
  /** Makes the file durable and closes it. */
  finish(): void
  /** Closes and removes it; nothing happens after `finish`. */
  discard(): void
}

const room = 1 << 20
let opened = 0

/** Opens a new file in a folder, which is made where it is absent; E8008 where the disk does not allow it. */
export function openSink(folder: string): Sink {
  const file = join(folder, `.${process.pid}-${opened++}.partial`)
  const guard = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw unwritable(file, error)
    }
  }
  const handle = guard(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return openSync(file, 'wx', 0o600)
  })
  return sinkOn(handle, file, guard)
}

function sinkOn(handle: number, file: string, guard: <T>(work: () => T) => T): Sink {
  const buffer = Buffer.allocUnsafe(room)
  let held = 0
  let position = 0
  let open = true
  const flush = () => {
    guard(() => writeAll(handle, buffer.subarray(0, held), position - held))
    held = 0
  }
  return {
    file,
    born: guard(() => fstatSync(handle).mtimeMs),
    position: () => position,
    write(bytes) {
      if (held + bytes.length > room) flush()
      if (bytes.length > room) guard(() => writeAll(handle, bytes, position))
      else {
        buffer.set(bytes, held)
        held += bytes.length
      }
      position += bytes.length
    },
    patch(bytes, at) {
      flush()
      guard(() => writeAll(handle, bytes, at))
    },
    finish() {
      flush()
      guard(() => fsyncSync(handle))
      open = false
      guard(() => closeSync(handle))
    },
    discard() {
      if (!open) return
      open = false
      closeSync(handle)
      rmSync(file, { force: true })
    },
  }
}

function writeAll(handle: number, bytes: Uint8Array, position: number): void {
  let at = 0
  while (at < bytes.length) at += writeSync(handle, bytes, at, bytes.length - at, position + at)
}
