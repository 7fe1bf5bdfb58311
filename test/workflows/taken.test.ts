import { describe, expect, it } from 'vitest'
import type { Abilities } from '../../src/model/abilities.ts'
import { loadTypes, typeNames } from '../../src/model/service.ts'
import { clouds } from '../../src/providers/index.ts'
import { typeTables } from '../../src/template/schema/type-tables.ts'
import { abilitiesIn } from '../../src/workflows/project/abilities.ts'
import { takenIn } from '../../src/workflows/project/taken.ts'
import { root } from '../support/fnx.ts'

function takesOf(abilities: Abilities | undefined) {
  return abilities === undefined ? undefined : { takes: abilities.takes }
}

describe('takenIn()', () => {
  it.each(clouds.map(cloud => [cloud.name, cloud] as const))(
    'says of each resource type of %s what its recipe says',
    async (name, cloud) => {
      const provider = await cloud.provider()
      const tables = typeTables(root, name)
      const names = [...typeNames(provider), ...tables.names()]
      const abilitiesOf = abilitiesIn(await loadTypes(provider, names, tables), await cloud.dialect(), root)
      const takenOf = takenIn(root, name)
      expect(names.map(type => takenOf(type))).toEqual(names.map(type => takesOf(abilitiesOf(type))))
    },
  )

  it.each([
    ['AWS::Lambda::Nothing'],
    ['AWS::Nothing::Queue'],
    ['Custom::Thing'],
    ['AWS::../../aws::Queue'],
    ['AWS::Lambda::__proto__'],
    ['__proto__'],
    [''],
  ])('knows nothing of %s', type => {
    expect(takenIn(root, 'aws')(type)).toBeUndefined()
  })
})
