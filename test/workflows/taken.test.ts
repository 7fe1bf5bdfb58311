import { describe, expect, it } from 'vitest'
import type { Abilities } from '../../src/model/abilities.ts'
import { loadTypes, typeNames } from '../../src/model/service.ts'
import { genericName } from '../../src/model/way.ts'
import { clouds } from '../../src/providers/index.ts'
import { typeTables } from '../../src/template/schema/type-tables.ts'
import { abilitiesIn } from '../../src/workflows/project/abilities.ts'
import { takenIn } from '../../src/workflows/project/taken.ts'
import { root } from '../support/fnx.ts'

/** What the recipe takes, and all that the generic way takes where there is one. */
function takesOf(native: Abilities | undefined, generic: Abilities | undefined) {
  return native && { takes: { members: { ...membersOf(native), ...(generic && membersOf(generic)) } } }
}

function membersOf({ takes }: Abilities) {
  return typeof takes === 'object' && 'members' in takes ? takes.members : {}
}

describe('takenIn()', () => {
  it.each(clouds.map(cloud => [cloud.name, cloud] as const))(
    'says of each resource type of %s what its recipe says, or the generic way takes',
    async (name, cloud) => {
      const provider = await cloud.provider()
      const tables = typeTables(root, name)
      const names = [...typeNames(provider), ...tables.names()]
      const ways = typeNames(provider).filter(type => type !== provider.functionType)
      const types = await loadTypes(provider, [...names, ...ways.map(genericName)], tables)
      const abilitiesOf = abilitiesIn(types, await cloud.dialect(), root)
      const takenOf = takenIn(root, name)
      expect(names.map(type => takenOf(type))).toEqual(
        names.map(type => takesOf(abilitiesOf(type), abilitiesOf(genericName(type)))),
      )
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
