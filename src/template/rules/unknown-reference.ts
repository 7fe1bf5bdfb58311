import { hints } from '../../model/similar.ts'
import { record } from '../../model/value.ts'
import { hasMacro } from '../source-path.ts'
import type { SharedInput, SharedRule } from './rule.ts'

export const unknownReference: SharedRule = {
  code: 'E3002',
  title: 'Reference to a resource that does not exist',
  why: 'The value is taken from a resource or parameter, and none has this name.',
  *check(input) {
    // What loops and inclusions will make has no name yet.
    if (['Parameters', 'Resources'].some(section => hasMacro(input.template.document[section]))) return
    const known = knownNames(input)
    const hint = hints(known)
    const modules = modulesOf(input)
    for (const { logicalId, path } of input.references) {
      if (known.has(logicalId) || logicalId.endsWith('::NoValue')) continue
      // `Api.Stage` and `Function.Version` name what the dialect makes for a resource.
      const [first = logicalId] = logicalId.split('.')
      if (known.has(first)) continue
      if (path.some(step => typeof step === 'string' && step.startsWith('Fn::ForEach'))) continue
      if (input.refused.some(beginning => logicalId.startsWith(beginning))) continue
      if (modules.some(module => logicalId.startsWith(module))) continue
      const owner = path[0] === 'Resources' ? path[1] : path[0]
      yield {
        path,
        message: `${owner} refers to "${logicalId}", which is not a resource or parameter of this template.`,
        ...hint(logicalId),
      }
    }
  },
}

function knownNames({ template, resources, generated, pseudo }: SharedInput): ReadonlySet<string> {
  const parameters = Object.keys(record(template.document.Parameters))
  return new Set([...resources.map(({ logicalId }) => logicalId), ...parameters, ...generated, ...pseudo])
}

/** What a module holds is named by the module and its own name, which only the registry knows. */
function modulesOf({ resources }: SharedInput): readonly string[] {
  return resources.filter(({ type }) => type.endsWith('::MODULE')).map(({ logicalId }) => logicalId)
}
