import { noLookupResults } from '../../src/model/lookup-results.ts'
import type { Finding } from '../../src/model/template.ts'
import type { Properties, Value } from '../../src/model/value.ts'
import { evaluate, evaluation } from '../../src/template/evaluate.ts'
import type { Scope } from '../../src/template/scope.ts'

/** A scope in which a few names are known and `Later` is not. */
export const scope: Scope = {
  parameters: { Stage: 'dev', Count: 3, Zones: ['a', 'b'], Password: 'hush' },
  declared: ['Stage', 'Count', 'Zones', 'Password', 'Later'],
  secrets: ['Password'],
  types: { Stage: 'String', Count: 'Number', Zones: 'CommaDelimitedList', Later: 'AWS::EC2::VPC::Id' },
  mappings: { Sizes: { dev: { memory: 128, names: ['x', 'y'] } } },
  conditions: { Yes: true, No: false },
  pseudo: { 'AWS::Region': 'here-1' },
  lookupResults: {
    ...noLookupResults,
    exports: { 'shop-vpc': 'vpc-1' },
    zones: { 'here-1': ['here-1a', 'here-1b'] },
  },
}

/** A call, what becomes of it, and the codes of what is wrong with it. */
export type Row = readonly [name: string, call: Value, result: Value | undefined, codes?: readonly string[]]

/** Reduces a value, with the findings on the way. */
export function reduced(
  value: Value,
  options: { readonly rules?: boolean; readonly scope?: Partial<Scope> } = {},
) {
  const findings: Finding[] = []
  const known = (id: string): Properties | undefined =>
    id === 'Table' ? { Ref: 'shop-table', Arn: 'arn:table' } : undefined
  const run = evaluation(
    { ...scope, ...options.scope },
    { known, report: finding => findings.push(finding), rules: options.rules ?? false },
  )
  return { result: evaluate(value, run), findings, codes: findings.map(({ code }) => code) }
}

/** Gives rows their findings: none, where they name none. */
export function whole(
  rows: readonly Row[],
): readonly (readonly [string, Value, Value | undefined, readonly string[]])[] {
  return rows.map(([name, call, result, codes = []]) => [name, call, result, codes])
}
