import type { Described } from './described.ts'

/** How a service numbers lists and maps in the names of a form: `Tags.member.1.Key`, `Tag.1.Key`. */
export interface FormNames {
  readonly listStep: string | undefined
}

/** Gives the value that the fields of a form stand for where it is so described. */
export function valueOfForm(
  fields: Iterable<readonly [string, string]>,
  described: Described,
  names: FormNames,
): unknown {
  return nested(
    [...fields].map(([name, value]) => ({ path: name.split('.'), value })),
    described,
    names,
  )
}

interface Field {
  readonly path: readonly string[]
  readonly value: string
}

function nested(fields: readonly Field[], described: Described, names: FormNames): unknown {
  const [only] = fields
  if (only !== undefined && only.path.length === 0) return single(only.value, described)
  switch (described.kind) {
    case 'record': {
      const members = described.members()
      return Object.fromEntries(
        [...grouped(fields)].map(([name, group]) => [
          name,
          nested(group, members[name] ?? { kind: 'any' }, names),
        ]),
      )
    }
    case 'list':
      return [...grouped(withoutStep(fields, names.listStep)).values()].map(group =>
        nested(group, described.item(), names),
      )
    case 'map':
      return Object.fromEntries(
        [...grouped(withoutStep(fields, 'entry')).values()].map(([key, value]) => [key?.value, value?.value]),
      )
    default:
      return Object.fromEntries(fields.map(({ path, value }) => [path.join('.'), value]))
  }
}

function grouped(fields: readonly Field[]): ReadonlyMap<string, readonly Field[]> {
  const groups = new Map<string, Field[]>()
  for (const { path, value } of fields) {
    const [head = '', ...rest] = path
    groups.set(head, [...(groups.get(head) ?? []), { path: rest, value }])
  }
  return groups
}

function withoutStep(fields: readonly Field[], step: string | undefined): readonly Field[] {
  return fields.map(field => (field.path[0] === step ? { ...field, path: field.path.slice(1) } : field))
}

function single(value: string, described: Described): unknown {
  if (described.kind === 'number') return value.trim() === '' ? value : Number(value)
  if (described.kind === 'flag') return { true: true, false: false }[value] ?? value
  // An empty field is how a form says that a list is empty.
  return described.kind === 'list' && value === '' ? [] : value
}
