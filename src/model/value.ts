/** What a template, a plan and a state are made of: plain JSON, so that a person can read each of them. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value }

/** A map of values by name, such as the properties of a resource. */
export type Properties = { readonly [key: string]: Value }

/** The way from the top of a document to a value in it: keys of maps and indexes of lists. */
export type Path = readonly (string | number)[]

/** Tells whether a value is a map. */
export function isRecord(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Gives the map that a value is, or an empty one. */
export function record(value: Value | undefined): Properties {
  return isRecord(value) ? value : {}
}

/** Gives the list that a value is, or an empty one. */
export function list(value: Value | undefined): readonly Value[] {
  return isList(value) ? value : []
}

/** Tells whether a value is a list; `Array.isArray` does not narrow a readonly one. */
export function isList(value: unknown): value is readonly Value[] {
  return Array.isArray(value)
}

/** Gives the text of a string, number or boolean, and nothing for anything else. */
export function text(value: Value | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}

/** Reads own properties only, so that a key such as `__proto__` finds what the document holds and no more. */
export function member(map: Properties, key: string): Value | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined
}

/** Looks a word up in a table: what every object inherits, such as `constructor`, is no entry of it. */
export function own<T>(table: { readonly [key: string]: T }, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined
}

/** Writes an own property, whatever its name: written plainly, `__proto__` would change what the map is instead. */
export function put<T>(map: { [key: string]: T }, key: string, value: T): void {
  if (key === '__proto__')
    Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true })
  else map[key] = value
}

/** Gives the value at a path, or nothing where the path leaves the document. */
export function at(value: Value | undefined, path: Path): Value | undefined {
  let found = value
  for (const key of path) {
    if (isRecord(found) && typeof key === 'string') found = member(found, key)
    else if (isList(found) && typeof key === 'number') found = found[key]
    else return undefined
  }
  return found
}

/** Tells whether a value is nested in no more than so many levels. */
export function isWithin(value: Value, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every(item => isWithin(item, levels - 1))
}

/** Gives a copy of a value with another value at a path; maps on the way are made where they are absent. */
export function withAt(value: Value, path: Path, replacement: Value): Value {
  const [head, ...rest] = path
  if (head === undefined) return replacement
  if (isList(value) && typeof head === 'number')
    return value.map((item, index) => (index === head ? withAt(item, rest, replacement) : item))
  const map = record(value)
  return { ...map, [head]: withAt(member(map, String(head)) ?? {}, rest, replacement) }
}

/** Gives the JSON text of a value with the keys of its maps sorted: equal values, equal texts. */
export function canonical(value: Value): string {
  if (isList(value)) return `[${value.map(canonical).join(',')}]`
  if (isRecord(value)) {
    const entries = Object.keys(value).sort()
    return `{${entries.map(key => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

/** Tells whether two values are the same, whatever the order of their keys. */
export function equal(left: Value | undefined, right: Value | undefined): boolean {
  if (left === undefined || right === undefined) return left === right
  return canonical(left) === canonical(right)
}

/** An intrinsic function in its long form: a map of one key, `Ref`, `Condition` or `Fn::…`. */
export interface Call {
  readonly name: string
  readonly argument: Value
}

/** Gives the call that a value is, or nothing. */
export function callOf(value: Value | undefined): Call | undefined {
  if (!isRecord(value)) return undefined
  let name: string | undefined
  // Most maps are no calls: their first key tells, and no list of the others is made.
  for (const key in value) {
    if (name !== undefined || (key !== 'Ref' && !key.startsWith('Fn::'))) return undefined
    name = key
  }
  return name === undefined ? undefined : { name, argument: value[name] ?? null }
}

/** Tells whether a value is a call of an intrinsic function. */
export function isCall(value: Value | undefined): boolean {
  return callOf(value) !== undefined
}

/** Tells whether a value still holds a call at any depth: it is then known only after deploy. */
export function holdsCall(value: Value | undefined): boolean {
  if (isList(value)) return value.some(holdsCall)
  if (isRecord(value)) return isCall(value) || isSecret(value) || Object.values(value).some(holdsCall)
  return false
}

/** The key of the map that stands for a secret value: the text that gives it, and a keyed hash of what it gave. */
export const secretKey = 'Fnx::Secret'

/** Gives the map that stands for a secret in plans, states and journals. */
export function secret(expression: Value, hash: string): Properties {
  return { [secretKey]: { expression, hash } }
}

/** Tells whether a value stands for a secret. */
export function isSecret(value: Value | undefined): boolean {
  return isRecord(value) && Object.hasOwn(value, secretKey)
}

/** A mention of another part of the template: `Ref`, `Fn::GetAtt` or a `${…}` in `Fn::Sub`. */
export interface Reference {
  readonly logicalId: string
  readonly attribute?: string
  readonly path: Path
}

/** Lists every mention of a name in a value, with the path of each. */
export function references(value: Value, path: Path = []): readonly Reference[] {
  const found: Reference[] = []
  collect(value, path, found)
  return found
}

function collect(value: Value, path: Path, found: Reference[]): void {
  if (isList(value)) {
    for (const [index, item] of value.entries()) collect(item, [...path, index], found)
    return
  }
  if (!isRecord(value)) return
  const call = callOf(value)
  if (call === undefined) {
    for (const [key, item] of Object.entries(value)) collect(item, [...path, key], found)
    return
  }
  const inside = [...path, call.name]
  if (call.name === 'Ref') {
    if (typeof call.argument === 'string') found.push({ logicalId: call.argument, path: inside })
  } else if (call.name === 'Fn::GetAtt') collectAttribute(call.argument, inside, found)
  else if (call.name === 'Fn::Sub') collectSub(call.argument, inside, found)
  else collect(call.argument, inside, found)
}

function collectAttribute(argument: Value, path: Path, found: Reference[]): void {
  const parts = typeof argument === 'string' ? splitAttribute(argument) : list(argument)
  const [logicalId, ...rest] = parts
  if (typeof logicalId !== 'string') {
    collect(argument, path, found)
    return
  }
  for (const part of rest) if (part !== undefined) collect(part, path, found)
  const attribute = rest.every(part => typeof part === 'string') ? rest.join('.') : undefined
  found.push(attribute === undefined ? { logicalId, path } : { logicalId, attribute, path })
}

function splitAttribute(argument: string): readonly string[] {
  const dot = argument.indexOf('.')
  return dot < 0 ? [argument] : [argument.slice(0, dot), argument.slice(dot + 1)]
}

function collectSub(argument: Value, path: Path, found: Reference[]): void {
  const [template, variables] = typeof argument === 'string' ? [argument, undefined] : list(argument)
  const own = record(variables)
  if (variables !== undefined) collect(variables, [...path, 1], found)
  if (typeof template !== 'string') return
  for (const name of holes(template)) {
    if (Object.hasOwn(own, name)) continue
    const [logicalId, attribute] = splitAttribute(name)
    if (logicalId === undefined) continue
    const place = typeof argument === 'string' ? path : [...path, 0]
    found.push(attribute === undefined ? { logicalId, path: place } : { logicalId, attribute, path: place })
  }
}

/** Lists the names in the `${…}` of a `Fn::Sub` text; `${!Literal}` is none. */
export function holes(template: string): readonly string[] {
  return [...template.matchAll(/\$\{([^!}$][^}$]*)\}/g)].map(match => (match[1] ?? '').trim())
}
