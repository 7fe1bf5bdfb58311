import { expect, it } from 'vitest'
import { entryOf, titlesOf } from '../../src/workflows/titles.ts'

it.each(['E0001', 'e3002', 'E6008'])('entryOf() knows %s', async code => {
  expect(await entryOf(code)).toMatchObject({ title: expect.any(String), why: expect.any(String) })
})

it.each(['E9999', 'toString', ''])('entryOf() knows nothing of "%s"', async code => {
  expect(await entryOf(code)).toBeUndefined()
})

it('titlesOf() gives the title of what was found and nothing else', async () => {
  const titleOf = await titlesOf([{ code: 'E0001', message: 'x' }])
  expect(titleOf('E0001')).toBe('Wrong usage')
  expect(titleOf('E0002')).toBe('')
})
