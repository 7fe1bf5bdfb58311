import { callOf, holes, isList, isRecord, type Path, record, type Value } from '../../model/value.ts'
import type { SharedInput, SharedRule } from './rule.ts'

/** Text of another language, whose own `${…}` it may hold. */
const foreign =
  /^(InlineCode|ZipFile|UserData|BuildSpec|Code|Command|EntryPoint|.*(Template|Script|Query|Spec|LogFormat|Body|Expression))$/

export const forgottenSub: SharedRule = {
  code: 'E3040',
  title: 'Text with ${…} that nothing fills in',
  why: 'Fn::Sub alone puts a value in the place of ${…}; anywhere else the text reaches the cloud as it stands.',
  *check(input) {
    const known = namesOf(input)
    for (const { logicalId, body, path } of input.resources) {
      const properties = record(body.Properties)
      const filled = new Set(Object.keys(record(properties.DefinitionSubstitutions)))
      yield* unfilled(properties, [...path, 'Properties'], { owner: logicalId, known, filled })
    }
    for (const [name, output] of Object.entries(record(input.template.document.Outputs))) {
      const value = record(output).Value ?? null
      yield* unfilled(value, ['Outputs', name, 'Value'], { owner: name, known, filled: new Set() })
    }
  },
}

interface Names {
  readonly owner: string
  /** What a template may name. */
  readonly known: ReadonlySet<string>
  /** What the service itself puts in. */
  readonly filled: ReadonlySet<string>
}

function namesOf({ template, resources, pseudo }: SharedInput): ReadonlySet<string> {
  const parameters = Object.keys(record(template.document.Parameters))
  return new Set([...resources.map(({ logicalId }) => logicalId), ...parameters, ...pseudo])
}

function* unfilled(
  value: Value,
  path: Path,
  names: Names,
): Iterable<{ readonly path: Path; readonly message: string; readonly hint: string }> {
  if (typeof value === 'string') {
    const name = value.includes('\n') ? undefined : nameIn(value, names)
    if (name === undefined) return
    const message = `${names.owner} gets "\${${name}}" as it is written, not what ${name} stands for.`
    yield { path, message, hint: 'Put !Sub before the text.' }
  } else if (isList(value))
    for (const [at, item] of value.entries()) yield* unfilled(item, [...path, at], names)
  else if (isRecord(value) && callOf(value)?.name !== 'Fn::Sub')
    for (const [key, item] of Object.entries(value))
      if (!foreign.test(key)) yield* unfilled(item, [...path, key], names)
}

function nameIn(text: string, { known, filled }: Names): string | undefined {
  if (!text.includes('${')) return undefined
  return holes(text).find(hole => known.has(hole.split('.', 1)[0] ?? '') && !filled.has(hole))
}
