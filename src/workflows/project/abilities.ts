import { type Abilities, type AbilitiesOf, abilities } from '../../model/abilities.ts'
import type { Dialect } from '../../model/dialect.ts'
import type { ResourceType } from '../../model/provider.ts'
import { templateName } from '../../model/way.ts'
import { publishedBy } from '../../template/schema/published.ts'

/** Joins what the types of a cloud say of themselves with what the cloud publishes, each when it is first asked for. */
export function abilitiesIn(types: readonly ResourceType[], dialect: Dialect, root: string): AbilitiesOf {
  const byName = new Map(types.map(type => [type.type, type]))
  const published = publishedBy(dialect, root)
  const known = new Map<string, Abilities>()
  return name => {
    const type = byName.get(name)
    if (type === undefined) return undefined
    const found = known.get(name) ?? abilities(type, published(templateName(name)))
    known.set(name, found)
    return found
  }
}
