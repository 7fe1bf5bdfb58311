import type { RuleInput } from '../../../../model/dialect.ts'
import { at, isRecord, type Path, type Properties, record, type Value } from '../../../../model/value.ts'

/** A function of a template, as written. */
export interface WrittenFunction {
  readonly logicalId: string
  /** Gives a property with the place where it is set: at the function, or in `Globals`. */
  property(name: string): Setting | undefined
}

/** A property that is set somewhere. */
export interface Setting {
  readonly value: Value
  readonly path: Path
}

/** Lists the functions of a template, SAM's and CloudFormation's. */
export function functionsOf({ resources, template }: RuleInput): readonly WrittenFunction[] {
  const globals = record(at(template.document, ['Globals', 'Function']))
  return resources
    .filter(({ type }) => type === 'AWS::Serverless::Function' || type === 'AWS::Lambda::Function')
    .map(({ logicalId, type, path, body }) => ({
      logicalId,
      property(name) {
        const own = record(body.Properties)[name]
        if (own !== undefined) return { value: own, path: [...path, 'Properties', name] }
        const common = type === 'AWS::Serverless::Function' ? globals[name] : undefined
        return common === undefined ? undefined : { value: common, path: ['Globals', 'Function', name] }
      },
    }))
}

/** Gives the variables of a function's environment, each with its place. */
export function variablesOf(fn: WrittenFunction): readonly (readonly [string, Path])[] {
  const environment = fn.property('Environment')
  if (environment === undefined || !isRecord(environment.value)) return []
  const variables: Properties = record(environment.value.Variables)
  return Object.keys(variables).map(name => [name, [...environment.path, 'Variables', name]])
}
