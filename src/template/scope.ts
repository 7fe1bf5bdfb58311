import type { LookupResults } from '../model/lookup-results.ts'
import { member, type Properties, type Value } from '../model/value.ts'

/** What the calls of a template may mean besides resources. What is not known yet is absent. */
export interface Scope {
  /** Typed values of parameters, secret ones too. */
  readonly parameters: Properties
  /** Every parameter that the template declares. */
  readonly declared: readonly string[]
  /** Parameters with `NoEcho`: their values never reach a plan, a state or a terminal. */
  readonly secrets: readonly string[]
  readonly mappings: Properties
  readonly conditions: Readonly<Record<string, boolean>>
  /** Pseudo parameters such as `AWS::Region`. */
  readonly pseudo: Properties
  /** Types of the parameters by name, as declared; for the functions of `Rules`. */
  readonly types?: Readonly<Record<string, string>>
  /** Language extensions are asked for: names in `Ref` and `Fn::GetAtt` may be computed. */
  readonly extensions?: boolean
  /** Functions take more forms than those of CloudFormation: `Fn::Select` of ROS also a range, or a key of a map. */
  readonly free?: boolean
  /** What was looked up in the cloud. */
  readonly lookupResults: LookupResults
}

/** Tells whether a parameter is secret. */
export function isSecretName(scope: Scope, name: string): boolean {
  return scope.secrets.includes(name)
}

/** Gives the value of a parameter or pseudo parameter, or nothing while it is not known. */
export function named(scope: Scope, name: string): Value | undefined {
  return member(scope.pseudo, name) ?? member(scope.parameters, name)
}
