import { describe, expect, it } from 'vitest'
import type { FunctionSpec } from '../../../src/model/stack.ts'
import { environmentOf } from '../../../src/workflows/project/env-vars.ts'
import { laid } from '../../support/diagnosed.ts'
import { world } from '../../support/world.ts'

const read = async (map: object, id: string, name: string) => {
  const cwd = laid({ 'vars.json': JSON.stringify(map) })
  const overrides = await environmentOf(world({ cwd }).context, 'vars.json')
  return overrides.of({ id, name } as FunctionSpec) // nothing else of it is looked at
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
    const overrides = await environmentOf(world().context, undefined)
    expect(overrides.of({ id: 'Hello', name: 'x' } as FunctionSpec)).toEqual({})
  })

  it.each([
    ['lines of an .env file', '.env', 'A=1\n# more\nexport B="two words"\n'],
    ['lines after a byte order mark', 'dev.env', '\ufeffA=1\nB=two words\n'],
    ['JSON with a byte order mark', 'bom.json', '\ufeff{"A":"1","B":"two words"}'],
  ])('reads %s', async (_, file, text) => {
    const cwd = laid({ [file]: text })
    const overrides = await environmentOf(world({ cwd }).context, file)
    expect(overrides.of({ id: 'Hello', name: 'x' } as FunctionSpec)).toEqual({ A: '1', B: 'two words' })
  })

  it('names what is no function', async () => {
    const cwd = laid({ 'vars.json': '{"Helo":{"A":"1"},"Parameters":{},"Hello":{}}' })
    const overrides = await environmentOf(world({ cwd }).context, 'vars.json')
    const functions = [{ id: 'Hello', name: 'app-hello' } as FunctionSpec]
    expect(await overrides.unknown(functions)).toMatchObject([
      {
        code: 'W0001',
        hint: 'Did you mean "Hello"?',
        location: { file: 'vars.json', start: { line: 1, column: 2 } },
      },
    ])
  })
})
