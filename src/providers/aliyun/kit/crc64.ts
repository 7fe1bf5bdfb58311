// Each entry of the table in two halves, since numbers hold 53 bits: x^64 by ECMA-182, reflected.
const high = new Uint32Array(256)
const low = new Uint32Array(256)
for (let byte = 0; byte < 256; byte++) {
  let upper = 0
  let lower = byte
  for (let bit = 0; bit < 8; bit++) {
    const odd = lower & 1
    lower = (lower >>> 1) | ((upper & 1) << 31)
    upper >>>= 1
    if (odd) {
      upper ^= 0xc96c5795
      lower ^= 0xd7870f42
    }
  }
  high[byte] = upper
  low[byte] = lower
}

/** Gives the CRC-64 (ECMA-182) of bytes as a decimal number, the way OSS and FC write it. */
export function crc64(bytes: Uint8Array): string {
  let upper = 0xffffffff
  let lower = 0xffffffff
  for (const byte of bytes) {
    const index = (lower ^ byte) & 255
    lower = ((lower >>> 8) | (upper << 24)) ^ (low[index] ?? 0)
    upper = (upper >>> 8) ^ (high[index] ?? 0)
  }
  const value = (BigInt(~upper >>> 0) << 32n) | BigInt(~lower >>> 0)
  return value.toString()
}
