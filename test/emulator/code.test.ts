import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { codeFolder } from '../../src/emulator/code.ts'
import { openStore } from '../../src/emulator/store.ts'
import type { FunctionSpec } from '../../src/model/stack.ts'
import { fakeSpec } from '../support/fake-wire.ts'
import { folderOf } from '../support/local-cloud.ts'

function options(unpack: (zip: Uint8Array, folder: string) => Promise<void> = async () => {}) {
  return { store: openStore(folderOf()), folder: folderOf(), unpack }
}

it('codeFolder() unpacks stored code once', async () => {
  let times = 0
  const given = options(async (zip, folder) => {
    times++
    writeFileSync(join(folder, 'index.js'), zip)
  })
  const stored = given.store.keep(Buffer.from('code'))
  const spec = fakeSpec({ code: { property: [], stored } })
  const folder = await codeFolder(given, spec, 'node')
  expect(await codeFolder(given, spec, 'node')).toBe(folder)
  expect([readFileSync(join(folder, 'index.js'), 'utf8'), times]).toEqual(['code', 1])
})

it('codeFolder() leaves nothing half unpacked', async () => {
  const given = options(async () => {
    throw new Error('torn zip')
  })
  const stored = given.store.keep(Buffer.from('code'))
  await expect(codeFolder(given, fakeSpec({ code: { property: [], stored } }), 'node')).rejects.toThrow(
    'torn zip',
  )
  expect(readdirSync(given.folder)).toEqual(['package.json'])
})

it('codeFolder() lets go of code that nobody has run for long', async () => {
  const given = options()
  const specs = ['old', 'new'].map(text =>
    fakeSpec({ code: { property: [], stored: given.store.keep(Buffer.from(text)) } }),
  )
  const [old, young] = specs as [FunctionSpec, FunctionSpec]
  const folder = await codeFolder(given, old, 'node')
  const long = new Date(Date.now() - 30 * 24 * 3_600_000)
  utimesSync(folder, long, long)
  await codeFolder(given, young, 'node')
  expect(existsSync(folder)).toBe(false)
})

it('codeFolder() writes text of a template to the file that the handler names', async () => {
  const spec = fakeSpec({ handler: 'main.handler', code: { property: [], inline: 'x = 1' } })
  expect(existsSync(join(await codeFolder(options(), spec, 'python'), 'main.py'))).toBe(true)
})

it('codeFolder() says whose code is missing', async () => {
  const spec = fakeSpec({ code: { property: [], stored: 'f'.repeat(64) } })
  await expect(codeFolder(options(), spec, 'node')).rejects.toThrow(/E9006.*Hello/)
})
