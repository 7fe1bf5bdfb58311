import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const words =
  'const let return function export import async await value result error record string number buffer stream event'.split(
    ' ',
  )

/**
 * Makes a folder of 10,000 files and 117 MB that packs like node_modules: eight parts text to one part bytes that do
 * not pack. Equal seeds give equal trees.
 */
export function makeTree(folder, { files = 10_000, bytes = 117e6, seed = 1 } = {}) {
  const next = randoms(seed)
  const weights = Array.from({ length: files }, () => -Math.log(1 - next()))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  for (const [index, weight] of weights.entries()) {
    const place = join(folder, 'node_modules', `package-${index % 300}`, `part-${index % 7}`)
    mkdirSync(place, { recursive: true })
    const size = Math.round((weight / total) * bytes)
    const packs = index % 9 > 0
    writeFileSync(
      join(place, `file-${index}.${packs ? 'js' : 'bin'}`),
      packs ? prose(size, next) : noise(size, next),
    )
  }
  writeFileSync(join(folder, 'index.js'), 'exports.handler = async () => ({ ok: true })\n')
}

function prose(size, next) {
  const parts = []
  for (let length = 0; length < size; ) {
    const word =
      next() < 0.3 ? Math.floor(next() * 1e6).toString(36) : words[Math.floor(next() * words.length)]
    const part = `${word}${next() < 0.1 ? '\n' : ' '}`
    parts.push(part)
    length += part.length
  }
  return parts.join('').slice(0, size)
}

function noise(size, next) {
  const bytes = Buffer.alloc(size)
  for (let at = 0; at < size; at++) bytes[at] = next() * 256
  return bytes
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
function randoms(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
