import { expect, test } from 'vitest'
import { inProcess } from '../support/in-process.ts'

test('explain of a code says why, shows an example and what to do', async () => {
  const { code, stdout } = await inProcess(['explain', 'e3040'], '.')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^E3040 {2}.+\n.+\n\nFor example\n {2}.+\n\nWhat to do\n {2}.+\n$/)
})

test('explain of a code is data for programs', async () => {
  const { stdout } = await inProcess(['explain', 'W4223', '--output', 'json'], '.')
  expect(Object.keys(JSON.parse(stdout))).toEqual(['code', 'title', 'why', 'example', 'remedy'])
})

test('explain refuses a code that there is not', async () => {
  const { code, stderr } = await inProcess(['explain', 'E9999'], '.')
  expect(code).toBe(2)
  expect(stderr).toContain('E0001')
})
