import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canEnclose } from '../../../src/emulator/enclosure.ts'
import { invokeOnce } from '../../../src/emulator/invoke.ts'
import { runtimes } from '../../../src/emulator/runtimes/index.ts'
import { fakeContract } from '../../support/fake-contract.ts'
import { fakeSpec } from '../../support/fake-wire.ts'
import { folderOf, host } from '../../support/local-cloud.ts'
import { lacks, runs } from '../../support/needs.ts'

/** A folder with a file `bootstrap`. */
function code(content: string | Buffer, mode = 0o755): string {
  const folder = folderOf()
  writeFileSync(join(folder, 'bootstrap'), content)
  chmodSync(join(folder, 'bootstrap'), mode)
  return folder
}

const command = (folder: string) =>
  runtimes.program.command({ id: 'Hello', runtime: 'provided.al2023', tree: { folder, parts: {} } }, host)

/** How a program begins that a compiler made for Linux on some machine. */
function elf(machine: number): Buffer {
  const head = Buffer.alloc(64)
  head.write('\x7fELF\x02\x01\x01', 'latin1')
  head.writeUInt16LE(2, 16)
  head.writeUInt16LE(machine, 18)
  return head
}

const [own, other] = process.arch === 'arm64' ? [0xb7, 0x3e] : [0x3e, 0xb7]

describe('a bootstrap', () => {
  it.each([
    ['a script', '#!/bin/sh\n'],
    ['built for this machine', elf(own)],
  ])('that is %s is started', (_, content) => {
    const folder = code(content)
    if (process.platform !== 'linux' && typeof content !== 'string') return
    expect(command(folder)).toEqual({ file: join(folder, 'bootstrap'), options: [], args: [] })
  })

  it.each([
    ['built for another machine', elf(other), /is a program for Linux on \w+, and this machine is/],
    ['built for macOS', Buffer.from('cffaedfe0c000001', 'hex'), /is a program for macOS/],
    ['built for Windows', 'MZ', /is a program for Windows/],
    ['no program', 'echo hello\n', /is neither a program nor a script/],
  ])('that is %s is refused with the reason', (_, content, reason) => {
    const says = { code: 'E9009', message: expect.stringMatching(reason), hint: expect.any(String) }
    expect(() => command(code(content))).toThrow(
      expect.objectContaining({ diagnostics: [expect.objectContaining(says)] }),
    )
  })

  it('that may not be run, or is not there, is refused', () => {
    expect(() => command(code('#!/bin/sh\n', 0o644))).toThrow(/not marked as executable/)
    expect(() => command(folderOf())).toThrow(/has no file bootstrap/)
  })
})

const able = await canEnclose(mkdtempSync(join(tmpdir(), 'fnx-probe-')))

describe.skipIf(lacks('curl', runs('curl', '--version')))('a shell script', () => {
  const script = `#!/bin/sh
set -eu
api="http://$FAKE_RUNTIME_API/2018-06-01/runtime/invocation"
while true; do
  event=$(curl -sS -LD /tmp/head-$$ "$api/next")
  id=$(grep -Fi Lambda-Runtime-Aws-Request-Id /tmp/head-$$ | tr -d '[:space:]' | cut -d: -f2)
  curl -sS "$api/$id/response" -d "{\\"event\\":$event,\\"folder\\":\\"$PWD\\"}" > /dev/null
done
`
  it.each([
    ['enclosed', true],
    ['as it lies', false],
  ])('answers by the Runtime API, %s', async (_, enclosed) => {
    if (enclosed && !able) return
    const folder = code(script)
    const outcome = await invokeOnce({
      ...host,
      contract: fakeContract(),
      spec: fakeSpec({ runtime: 'provided.al2023', handler: 'hello' }),
      code: folder,
      enclosed,
      payload: Buffer.from('{"n":1}'),
      workDir: folderOf(),
    })
    const text = Buffer.from(outcome.payload).toString()
    expect(text).toBe(JSON.stringify({ event: { n: 1 }, folder: enclosed ? '/var/task' : folder }))
  })
})
