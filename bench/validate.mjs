import { growth } from './growth.mjs'
import { many } from './many.mjs'

/** Validating many functions and many templates, beside the published linter. */
export async function* rows(how) {
  const tool = { name: 'cfn-lint', module: 'cfnlint', most: 100 }
  yield* growth({ verb: 'validate', args: [], goals: { 10: 3, 1000: 12 }, tool }, how)
  yield* many(how)
}
