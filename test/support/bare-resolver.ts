import { noLookupResults } from '../../src/model/lookup-results.ts'
import { resolver } from '../../src/template/resolver.ts'

/** Evaluates calls of a template that has neither parameters nor conditions. */
export const { clear } = resolver(
  {
    parameters: {},
    declared: [],
    secrets: [],
    mappings: {},
    conditions: {},
    pseudo: { 'AWS::Partition': 'aws' },
    lookupResults: noLookupResults,
  },
  '',
)
