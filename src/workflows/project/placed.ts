import type { FunctionSpec } from '../../model/stack.ts'
import { own } from '../../model/value.ts'
import type { Loaded } from '../../template/loaded.ts'

/** Gives functions with where the template names their handlers, so that what is found of them has a place. */
export function placed(
  functions: readonly FunctionSpec[],
  { stack, placeOf }: Pick<Loaded, 'stack' | 'placeOf'>,
): readonly FunctionSpec[] {
  return functions.map(spec => {
    const resource = own(stack.resources, spec.id)
    return resource === undefined ? spec : { ...spec, place: placeOf(resource.origin, ['Handler']) }
  })
}
