/** A value as its owner describes it; parts are given on demand, for descriptions may hold themselves. */
export type Described =
  | { readonly kind: 'record'; readonly required: readonly string[]; members(): Members }
  | { readonly kind: 'list'; item(): Described }
  | { readonly kind: 'map'; value(): Described }
  | {
      readonly kind: 'text'
      readonly values?: readonly string[]
      readonly pattern?: RegExp
      readonly range?: Range
    }
  | { readonly kind: 'number'; readonly whole: boolean; readonly range?: Range }
  | { readonly kind: 'flag' }
  /** Bytes, times and documents: anything that JSON can hold. */
  | { readonly kind: 'any' }

/** Members by the name that they have on the wire. */
export type Members = Readonly<Record<string, Described>>

/** Least and most: of a number, or of the length of a text. */
export interface Range {
  readonly min?: number
  readonly max?: number
}

/** One call of an API, as its owner describes it. */
export interface DescribedCall {
  readonly input: Described
  readonly output: Described
  /** The codes of its errors, where its owner lists them. */
  readonly errors?: readonly string[]
}

/** Lists where a value is not as it is described: `Targets[0].Arn: a number where a text is due`. */
export function differences(value: unknown, described: Described, path = ''): readonly string[] {
  const at = (what: string): readonly string[] => [`${path || 'it'}: ${what}`]
  switch (described.kind) {
    case 'any':
      return []
    case 'flag':
      return typeof value === 'boolean' ? [] : at(`${named(value)} where a flag is due`)
    case 'number':
      return numberDifferences(value, described).flatMap(at)
    case 'text':
      return textDifferences(value, described).flatMap(at)
    case 'list':
      if (!Array.isArray(value)) return at(`${named(value)} where a list is due`)
      return value.flatMap((item, index) => differences(item, described.item(), `${path}[${index}]`))
    case 'map':
      if (!isObject(value)) return at(`${named(value)} where a map is due`)
      return Object.entries(value).flatMap(([key, item]) =>
        differences(item, described.value(), `${path}{${key}}`),
      )
    case 'record':
      return isObject(value)
        ? recordDifferences(value, described, path)
        : at(`${named(value)} where members are due`)
  }
}

function recordDifferences(
  value: Readonly<Record<string, unknown>>,
  described: Extract<Described, { readonly kind: 'record' }>,
  path: string,
): readonly string[] {
  const members = described.members()
  const inside = (name: string): string => (path === '' ? name : `${path}.${name}`)
  const missing = described.required.filter(name => value[name] === undefined || value[name] === null)
  return [
    ...missing.map(name => `${inside(name)}: is required`),
    ...Object.entries(value).flatMap(([name, item]) => {
      const member = Object.hasOwn(members, name) ? members[name] : undefined
      if (member === undefined) return [`${inside(name)}: is not described`]
      return item === null || item === undefined ? [] : differences(item, member, inside(name))
    }),
  ]
}

function numberDifferences(
  value: unknown,
  { whole, range }: Extract<Described, { readonly kind: 'number' }>,
): readonly string[] {
  if (typeof value !== 'number') return [`${named(value)} where a number is due`]
  if (whole && !Number.isInteger(value)) return [`${value} where a whole number is due`]
  return outside(value, range) ? [`${value} is out of range`] : []
}

function textDifferences(
  value: unknown,
  { values, pattern, range }: Extract<Described, { readonly kind: 'text' }>,
): readonly string[] {
  if (typeof value !== 'string') return [`${named(value)} where a text is due`]
  if (values !== undefined && !values.includes(value)) return [`"${value}" is none of ${values.join(', ')}`]
  if (pattern !== undefined && !pattern.test(value)) return [`"${value}" does not match ${pattern.source}`]
  return outside(value.length, range) ? [`"${value.slice(0, 60)}" is too short or too long`] : []
}

function outside(value: number, { min, max }: Range = {}): boolean {
  return (min !== undefined && value < min) || (max !== undefined && value > max)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function named(value: unknown): string {
  return Array.isArray(value) ? 'a list' : value === null ? 'nothing' : `a ${typeof value}`
}
