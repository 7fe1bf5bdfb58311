import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

/** Makes bytes unreadable without the key of a store, and readable again; bytes that were changed in between throw. */
export interface Seal {
  close(bytes: Uint8Array): Buffer
  open(sealed: Uint8Array): Buffer
}

/** Bytes that sealing adds: a nonce before, a tag behind it. */
export const sealSize = 12 + 16

/**
 * Opens the seal whose key is in a file, which is made where it is absent. What the local cloud is sent may be secret and
 * it cannot tell: all that it keeps is sealed, so that no search, index or lost copy of a single file shows it. Who may
 * read the whole folder can open it, as the cloud itself does.
 */
export function openSeal(file: string): Seal {
  const key = keyIn(file)
  return {
    close(bytes) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = [cipher.update(bytes), cipher.final()]
      return Buffer.concat([nonce, cipher.getAuthTag(), ...body])
    },
    open(sealed) {
      const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 })
      cipher.setAuthTag(sealed.subarray(12, sealSize))
      return Buffer.concat([cipher.update(sealed.subarray(sealSize)), cipher.final()])
    },
  }
}

const keySize = 32

/** A key that is whole or not there: it is written beside its place first. */
function keyIn(file: string): Buffer {
  if (!existsSync(file)) {
    const temporary = `${file}.${process.pid}.tmp`
    writeFileSync(temporary, randomBytes(keySize), { mode: 0o600, flush: true })
    renameSync(temporary, file)
  }
  const key = readFileSync(file)
  if (key.length !== keySize) throw new RangeError(`A key has ${keySize} bytes, and this one ${key.length}.`)
  return key
}
