import { describe, expect, it } from 'vitest'
import { environmentOf } from '../../../src/workflows/project/env-vars.ts'
import { laid } from '../../support/diagnosed.ts'
import { world } from '../../support/world.ts'

type Spec = Parameters<Awaited<ReturnType<typeof environmentOf>>>[0]

const read = async (map: object, id: string, name: string) => {
  const cwd = laid({ 'vars.json': JSON.stringify(map) })
  const of = await environmentOf(world({ cwd }).context, 'vars.json')
  return of({ id, name } as Spec) // nothing else of it is looked at
}

describe('environmentOf()', () => {
  it.each([
    ['one flat map for all', { A: '1', B: 2 }, { A: '1', B: '2' }],
    ['a map by logical ID', { Hello: { A: '1' }, Other: { A: '9' } }, { A: '1' }],
    ['a map by name', { 'app-hello': { A: '1' } }, { A: '1' }],
    [
      'Parameters below what is said of the function',
      { Parameters: { A: '0', B: 'b' }, Hello: { A: '1' } },
      { A: '1', B: 'b' },
    ],
  ])('reads %s', async (_, map, wanted) => {
    expect(await read(map, 'Hello', 'app-hello')).toEqual(wanted)
  })

  it('gives nothing without a file', async () => {
    const of = await environmentOf(world().context, undefined)
    expect(of({ id: 'Hello', name: 'x' } as Spec)).toEqual({})
  })
})
