import type { Sink } from './sink.ts'

/** Makes a sink that keeps what is written in memory. */
export function memorySink(): Sink & { bytes(): Uint8Array } {
  const parts: Buffer[] = []
  let position = 0
  return {
    file: '',
    born: 0,
    position: () => position,
    write(bytes) {
      parts.push(Buffer.from(bytes))
      position += bytes.length
    },
    patch(bytes, at) {
      const whole = Buffer.concat(parts)
      whole.set(bytes, at)
      parts.splice(0, parts.length, whole)
    },
    finish: () => undefined,
    discard: () => undefined,
    bytes: () => Buffer.concat(parts),
  }
}
