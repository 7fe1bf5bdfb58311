import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readingBeside } from '../../../src/workflows/project/included.ts'

const root = mkdtempSync(join(tmpdir(), 'fnx-included-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
mkdirSync(join(root, 'app/in'), { recursive: true })
writeFileSync(join(root, 'app/in/a.yaml'), 'a: 1')
writeFileSync(join(root, 'app/large.yaml'), 'a'.repeat(1024 * 1024 + 1))
writeFileSync(join(root, 'out.yaml'), 'out: 1')
symlinkSync(join(root, 'out.yaml'), join(root, 'app/link.yaml'))
const read = readingBeside(join(root, 'app'))

it.each([
  ['a file within the folder', 'in/a.yaml', 'a: 1'],
  ['a file beside it that is named so', '../out.yaml', 'out: 1'],
  ['no absolute path', join(root, 'out.yaml'), undefined],
  ['no link that leads out', 'link.yaml', undefined],
  ['no folder', 'in', undefined],
  ['no large file', 'large.yaml', undefined],
  ['nothing for what is no path', 'a\0b', undefined],
  ['nothing where nothing is', 'none.yaml', undefined],
])('readingBeside() gives %s', (_, path, text) => {
  expect(read(path)).toBe(text)
})
