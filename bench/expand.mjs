import { growth } from './growth.mjs'

/** Applying the transform to many functions, beside the published one. */
export function rows(how) {
  const tool = { name: 'aws-sam-translator', module: 'samtranslator', most: 100 }
  return growth({ verb: 'expand', args: ['--format', 'json'], goals: { 10: 3, 1000: 10 }, tool }, how)
}
