import type { Dialect } from '../../src/model/dialect.ts'
import type { Properties } from '../../src/model/value.ts'

const location = { file: 't', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }

/** Runs the rules of a dialect on a document, with no tables beside it: `E4203 Resources.Hello.Properties.Timeout`. */
export function ruleFindings(dialect: Dialect, document: Properties): readonly string[] {
  const input = {
    template: { file: 't', text: JSON.stringify(document), document, locate: () => location },
    dialect,
    resources: dialect.resources(document),
    functions: [],
    layers: [],
    look: () => 'file' as const,
    today: new Date('2026-11-22'),
    types: { typeOf: () => undefined, names: () => [] },
    deployed: {},
  }
  return dialect.rules.flatMap(rule =>
    [...rule.check(input)].map(({ path }) => `${rule.code} ${path.join('.')}`),
  )
}
