import type { Rule } from '../../../../model/dialect.ts'
import { isCall, isList, isRecord, type Properties, record, type Value } from '../../../../model/value.ts'

/** Refuses outputs without a value or with odd names; what a value may be is another rule. */
export const outputShape: Rule = {
  code: 'E3033',
  title: 'Output of the wrong shape',
  why: 'An output has a value under a name, and may be exported under another.',
  *check({ template }) {
    for (const [name, body] of Object.entries(record(template.document.Outputs))) {
      if (name.startsWith('Fn::') || !isRecord(body)) continue
      const path = ['Outputs', name]
      if (!/^[A-Za-z0-9]+$/.test(name))
        yield {
          path,
          part: 'key',
          message: `The name "${name}" of an output may have letters and digits alone.`,
        }
      for (const [key, message] of complaints(name, body)) yield { path: [...path, key], message }
    }
  },
}

function* complaints(
  name: string,
  { Value: value, Export }: Properties,
): Iterable<readonly [string, string]> {
  if (value === null) yield ['Value', `The value of output ${name} is empty.`]
  if (isRecord(Export) && !isCall(Export) && (Export.Name == null || isStructure(Export.Name)))
    yield ['Export', `The export of output ${name} needs a name.`]
}

function isStructure(value: Value | undefined): boolean {
  return isList(value) || (isRecord(value) && !isCall(value))
}
