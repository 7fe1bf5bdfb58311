const machines: Readonly<Record<number, string>> = {
  3: 'x86',
  40: 'arm',
  62: 'x86_64',
  183: 'arm64',
  243: 'riscv64',
}

/**
 * Gives the system and machine that a binary runs on, from its first bytes, or nothing when it is none.
 * @example platformOf(elfHeader) // 'linux arm64'
 */
export function platformOf(head: Uint8Array): string | undefined {
  if (head.length < 20) return undefined
  const view = new DataView(head.buffer, head.byteOffset, head.length)
  const magic = view.getUint32(0)
  if (magic === 0x7f454c46) return `linux ${machines[view.getUint16(18, head[5] === 1)] ?? 'unknown'}`
  if (magic === 0xfeedface || magic === 0xfeedfacf || magic === 0xcefaedfe || magic === 0xcffaedfe)
    return 'macos'
  // Java classes begin alike; their second word is a version from 45 up, that of Apple's a small count.
  if (magic === 0xcafebabe) return view.getUint32(4) < 45 ? 'macos' : undefined
  return head[0] === 0x4d && head[1] === 0x5a ? 'windows' : undefined
}
