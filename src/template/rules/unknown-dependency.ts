import { hints } from '../../model/similar.ts'
import { isList, type Path, type Value } from '../../model/value.ts'
import { hasMacro } from '../source-path.ts'
import type { SharedRule } from './rule.ts'

export const unknownDependency: SharedRule = {
  code: 'E3004',
  title: 'DependsOn names a resource that does not exist',
  why: 'What does not exist cannot be waited for.',
  *check({ template, resources, generated, refused }) {
    if (hasMacro(template.document.Resources)) return
    const known = new Set([...resources.map(({ logicalId }) => logicalId), ...generated])
    const hint = hints(known)
    for (const { logicalId, path, body } of resources)
      for (const [place, name] of dependencies(body.DependsOn, [...path, 'DependsOn'])) {
        if (known.has(name) || refused.some(beginning => name.startsWith(beginning))) continue
        const message = `${logicalId} depends on "${name}", which is not a resource of this template.`
        yield { path: place, message, ...hint(name) }
      }
  },
}

function* dependencies(value: Value | undefined, path: Path): Iterable<readonly [Path, string]> {
  if (typeof value === 'string') yield [path, value]
  if (!isList(value)) return
  for (const [index, name] of value.entries()) if (typeof name === 'string') yield [[...path, index], name]
}
