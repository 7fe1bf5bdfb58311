import { growth } from './growth.mjs'

/** Validating many functions, beside the published linter. */
export function rows(how) {
  const tool = { name: 'cfn-lint', module: 'cfnlint', most: 100 }
  return growth({ verb: 'validate', args: [], goals: { 10: 3, 1000: 12 }, tool }, how)
}
