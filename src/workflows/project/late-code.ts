import { packInline } from '../../artifact/inline.ts'
import type { Artifact } from '../../model/artifact.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { World } from '../../model/dialect.ts'
import type { Provider } from '../../model/provider.ts'
import type { FunctionSpec, Resource } from '../../model/stack.ts'
import type { Properties } from '../../model/value.ts'

/** Gives what packs, at its step, the code of a function that stands in the template and was not known before. */
export function latePacking(provider: Provider, world: World) {
  return async (resource: Resource, properties: Properties): Promise<Artifact | undefined> => {
    if (resource.type !== provider.functionType) return undefined
    const resources = { [resource.logicalId]: { ...resource, properties } }
    const alone = { name: world.stackName, provider: provider.name, resources, outputs: [] }
    // All is known by now.
    const [spec] = provider.local(alone, world, value => value).functions
    return spec?.code?.inline === undefined ? undefined : packInline(spec, spec.code.inline)
  }
}

/** Warns of code that a run without a deployment fills with names. */
export function namesInCode({ id, code }: FunctionSpec): readonly Diagnostic[] {
  if (code?.late === undefined) return []
  return [
    {
      code: 'W9002',
      message: `The code of ${id} holds values that only a deployment knows; in this run it has their names instead.`,
      hint: 'Run it deployed with: fnx deploy --local',
    },
  ]
}
