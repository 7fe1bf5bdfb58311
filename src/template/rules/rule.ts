import type { Rule, RuleInput } from '../../model/dialect.ts'
import type { Stack } from '../../model/stack.ts'
import type { Finding } from '../../model/template.ts'
import type { Reference } from '../../model/value.ts'

/** What a rule for every cloud looks at: what any rule does, and what the front end knows besides. */
export interface SharedInput extends RuleInput {
  /** Absent when the template could not be expanded. */
  readonly stack: Stack | undefined
  /** Every mention of a name, except within `Parameters` and `Metadata` at the top. */
  readonly references: readonly Reference[]
  /** Names of pseudo parameters. */
  readonly pseudo: readonly string[]
  /** The conditions that are known to hold, or not to hold. */
  readonly conditions: Readonly<Record<string, boolean>>
  /** What the dialect makes beside the written resources. */
  readonly generated: readonly string[]
  /** Beginnings of the names of what is not made because the dialect refused what makes it. */
  readonly refused: readonly string[]
  /** Gives the text of a file beside the template, or nothing for one that is not read. */
  readText?: ((path: string) => string | undefined) | undefined
  /** What is checked may be built before it is deployed. */
  readonly unbuilt: boolean
}

/** One check for templates of every cloud. */
export interface SharedRule extends Omit<Rule, 'check'> {
  check(input: SharedInput): Iterable<Omit<Finding, 'code'>>
}
