import { holdsCall, isList, text, type Value } from '../../model/value.ts'
import { type Evaluation, type Intrinsic, malformed, reduceAt } from './intrinsic.ts'

/** A block of addresses: its first address, how many bits of it count, and how many an address has. */
interface Block {
  readonly first: bigint
  readonly prefix: number
  readonly width: 32 | 128
}

/** `Fn::Cidr`: so many blocks of addresses within a block, each of so many bits; IPv4 and IPv6. */
export const cidr: Intrinsic = (argument, evaluation) => {
  if (!isList(argument) || argument.length < 2 || argument.length > 3)
    return malformed('Fn::Cidr', argument, 'a block of addresses, a count and the bits of each', evaluation)
  const parts = argument.map((part, index) => reduceAt(index, part, evaluation) ?? null)
  if (parts.some(holdsCall)) return { 'Fn::Cidr': parts }
  const [written = '', count, bits] = parts.map(text)
  const block = blockOf(written)
  const wrong = block === undefined ? notBlock(written) : complaint(block, Number(count), bits)
  if (block !== undefined && wrong === undefined) return blocks(block, Number(count), bitsOf(block, bits))
  return refused(parts, wrong ?? notBlock(written), evaluation)
}

function refused(parts: readonly Value[], message: string, { report }: Evaluation): Value {
  report('E3006', message)
  return { 'Fn::Cidr': parts }
}

function notBlock(written: string): string {
  return `Fn::Cidr takes a block of addresses such as 10.0.0.0/16, and "${written}" is not one.`
}

function bitsOf({ width }: Block, bits: string | undefined): number {
  return bits === undefined ? (width === 32 ? 8 : 64) : Number(bits)
}

function complaint(block: Block, count: number, written: string | undefined): string | undefined {
  const { prefix, width } = block
  const bits = bitsOf(block, written)
  if (!Number.isInteger(count) || count < 1 || count > 256) return 'Fn::Cidr makes 1 to 256 blocks.'
  if (!Number.isInteger(bits) || bits < 1 || bits > width)
    return `The bits of a block are 1 to ${width}, and Fn::Cidr asks for ${written}.`
  const space = width - bits - prefix
  if (space >= 0 && count <= 2 ** space) return undefined
  const room = space < 0 ? 0 : 2 ** space
  return `A block of /${prefix} has room for ${room} blocks of ${bits} bits, and Fn::Cidr asks for ${count}.`
}

function blocks({ first, width }: Block, count: number, bits: number): Value {
  const size = 1n << BigInt(bits)
  const write = width === 32 ? writeShort : writeLong
  return Array.from({ length: count }, (_, index) => `${write(first + BigInt(index) * size)}/${width - bits}`)
}

function blockOf(written: string): Block | undefined {
  const [address = '', prefix = '', ...more] = written.split('/')
  const width = address.includes(':') ? 128 : 32
  const found = width === 32 ? readShort(address) : readLong(address)
  if (found === undefined || !/^\d{1,3}$/.test(prefix) || Number(prefix) > width || more.length > 0)
    return undefined
  const free = BigInt(width - Number(prefix))
  return { first: (found >> free) << free, prefix: Number(prefix), width }
}

function readShort(address: string): bigint | undefined {
  const bytes = address.split('.')
  if (bytes.length !== 4 || !bytes.every(byte => /^\d{1,3}$/.test(byte) && Number(byte) < 256))
    return undefined
  return bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
}

function readLong(address: string): bigint | undefined {
  const [before = '', after, ...more] = address.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const [head, tail] = [groups(before), groups(after ?? '')]
  const gap = 8 - head.length - tail.length
  const shortened = after !== undefined
  if (more.length > 0 || gap < (shortened ? 1 : 0) || (!shortened && gap > 0)) return undefined
  const all = [...head, ...Array.from({ length: gap }, () => '0'), ...tail]
  if (!all.every(group => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined
  return all.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n)
}

function writeShort(address: bigint): string {
  return [24n, 16n, 8n, 0n].map(bit => (address >> bit) & 255n).join('.')
}

/** Writes an address of IPv6 as RFC 5952 has it: the first of the longest runs of zeros left out. */
function writeLong(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - 16 * index)) & 65_535n).toString(16),
  )
  const text = groups.join(':')
  const runs = [...text.matchAll(/\b0(?::0)+\b/g)].sort((left, right) => right[0].length - left[0].length)
  const [longest] = runs
  if (longest === undefined) return text
  const before = text.slice(0, longest.index).replace(/:$/, '')
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, '')
  return `${before}::${after}`
}
