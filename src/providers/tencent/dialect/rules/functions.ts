import type { RuleInput } from '../../../../model/dialect.ts'
import { type Path, type Properties, record } from '../../../../model/value.ts'
import { propertiesOf, type WrittenFunction, writtenFunctions } from '../written.ts'

/** A function of the template with its properties, those of Globals filled in. */
export interface CheckedFunction {
  readonly fn: WrittenFunction
  readonly properties: Properties
  /** The place of a property: in the function, or in Globals where it has none of its own. */
  place(key: string): Path
}

/** Tells whether a function runs a container image, which brings handler and runtime with it. */
export function isImage({ CodeUri }: Properties): boolean {
  return record(CodeUri).ImageConfig !== undefined
}

/** Lists the functions of a template as rules look at them. */
export function functionsIn({ template }: RuleInput): readonly CheckedFunction[] {
  const { document } = template
  return writtenFunctions(document).map(fn => ({
    fn,
    properties: propertiesOf(fn, document),
    place: key => {
      const own = fn.body.Properties
      const has = typeof own === 'object' && own !== null && Object.hasOwn(own, key)
      return has ? [...fn.path, 'Properties', key] : ['Globals', 'Function', key]
    },
  }))
}
