import { isRecord, type Value } from './value.ts'

/** Tells whether a line of a log is wanted. */
export type LogFilter = (line: string) => boolean

/**
 * Reads a filter pattern of CloudWatch Logs, which `logs` takes on every cloud: words that must all be there, `?either ?or`,
 * `-not`, `"a phrase"`, `%a regular expression%`, and `{ $.level = "error" && $.took > 100 }` for lines of JSON. Gives
 * nothing for what is no pattern, and for one of columns (`[a, b]`).
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function logFilter(pattern: string): LogFilter | undefined {
  const trimmed = pattern.trim()
  if (trimmed.startsWith('[')) return undefined
  return trimmed.startsWith('{') ? ofJson(trimmed) : ofTerms(trimmed)
}

const term = /\s*([-?]?)(?:"((?:[^"\\]|\\.)*)"|%((?:[^%\\]|\\.)+)%|([^\s"%]+))(?=\s|$)/gy

function ofTerms(pattern: string): LogFilter | undefined {
  const terms = [...pattern.matchAll(term)]
  if (terms.reduce((sum, [text]) => sum + text.length, 0) !== pattern.length) return undefined
  const found = terms.map(([, sign = '', phrase, expression, word = '']) => ({
    sign,
    holds:
      expression === undefined ? containing(phrase?.replace(/\\(.)/g, '$1') ?? word) : matching(expression),
  }))
  const tests = (sign: string) => found.flatMap(each => (each.sign === sign ? [each.holds] : []))
  if (found.some(({ holds }) => holds === undefined)) return undefined
  const [all, any, none] = [tests(''), tests('?'), tests('-')]
  // Beside words that must be there, those with a question mark count for nothing.
  const either = all.length > 0 || any.length === 0
  return line =>
    all.every(holds => holds?.(line)) &&
    (either || any.some(holds => holds?.(line))) &&
    !none.some(holds => holds?.(line))
}

function containing(text: string): LogFilter {
  return line => line.includes(text)
}

/** There are no groups in the expressions of CloudWatch, and without them none takes long. */
function matching(expression: string): LogFilter | undefined {
  if (/(?<!\\)[()]/.test(expression)) return undefined
  try {
    const found = new RegExp(expression)
    return line => found.test(line)
  } catch {
    return undefined
  }
}

type Test = (value: Value) => boolean

function ofJson(pattern: string): LogFilter | undefined {
  const [, inner = ''] = /^\{(.*)\}$/s.exec(pattern) ?? []
  const tokens = inner.match(token)
  if (tokens === null || tokens.join('').replace(/\s/g, '') !== inner.replace(/\s/g, '')) return undefined
  const reader = { tokens: tokens.map(each => each.trim()), at: 0 }
  const test = either(reader)
  if (test === undefined || reader.at !== reader.tokens.length) return undefined
  return line => {
    const value = parsed(line)
    return isRecord(value) && test(value)
  }
}

const token =
  /\s*(?:&&|\|\||[()]|\$(?:\.[\w-]+|\[\d+\]|\.?\[(?:"[^"]*"|'[^']*')\])+|!=|>=|<=|=|>|<|"(?:[^"\\]|\\.)*"|%(?:[^%\\]|\\.)+%|[\w.*+-]+)\s*/g

interface Reader {
  readonly tokens: readonly string[]
  at: number
}

function either(reader: Reader): Test | undefined {
  return joined(reader, { sign: '||', part: both, holds: (tests, value) => tests.some(test => test(value)) })
}

function both(reader: Reader): Test | undefined {
  return joined(reader, {
    sign: '&&',
    part: condition,
    holds: (tests, value) => tests.every(test => test(value)),
  })
}

interface Joint {
  readonly sign: string
  part(reader: Reader): Test | undefined
  holds(tests: readonly Test[], value: Value): boolean
}

function joined(reader: Reader, { sign, part, holds }: Joint): Test | undefined {
  const tests: Test[] = []
  do {
    const test = part(reader)
    if (test === undefined) return undefined
    tests.push(test)
  } while (reader.tokens[reader.at] === sign && reader.at++ >= 0)
  return value => holds(tests, value)
}

function condition(reader: Reader): Test | undefined {
  const [first = '', sign = '', ...more] = reader.tokens.slice(reader.at, reader.at + 4)
  if (first === '(') {
    reader.at++
    const inner = either(reader)
    return reader.tokens[reader.at++] === ')' ? inner : undefined
  }
  if (!first.startsWith('$')) return undefined
  const word = `${sign} ${more[0] ?? ''}`.toUpperCase()
  const state = word === 'NOT EXISTS' ? states[word] : (states[word] ?? states[sign.toUpperCase()])
  const compare = comparisons[sign]
  const test = state ?? (more[0] === undefined ? undefined : compare?.(more[0]))
  if (test === undefined) return undefined
  reader.at += states[word] === undefined && state !== undefined ? 2 : 3
  const path = steps(first)
  return value => test(at(value, path))
}

/** A test of what stands at a path; nothing where the path leads nowhere. */
type Held = (value: Value | undefined) => boolean

const states: Readonly<Record<string, Held>> = {
  'NOT EXISTS': value => value === undefined,
  EXISTS: value => value !== undefined,
  'IS NULL': value => value === null,
  'IS TRUE': value => value === true,
  'IS FALSE': value => value === false,
}

const comparisons: Readonly<Record<string, (operand: string) => Held | undefined>> = {
  '=': equal,
  '!=': operand => {
    const same = equal(operand)
    return same && (value => value !== undefined && !same(value))
  },
  '>': numeric((value, other) => value > other),
  '>=': numeric((value, other) => value >= other),
  '<': numeric((value, other) => value < other),
  '<=': numeric((value, other) => value <= other),
}

function equal(operand: string): Held | undefined {
  const expression = /^%(.*)%$/s.exec(operand)?.[1]
  const quoted = /^"(.*)"$/s.exec(operand)?.[1]
  const text = quoted?.replace(/\\(.)/g, '$1') ?? operand
  const match = expression === undefined ? wildcard(text) : matching(expression)
  if (match === undefined) return undefined
  return value => (typeof value === 'string' || typeof value === 'number') && match(String(value))
}

/** `*` stands for any text. */
function wildcard(text: string): LogFilter {
  const parts = text.split('*').map(part => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
  const whole = new RegExp(`^${parts.join('[^]*')}$`)
  return line => whole.test(line)
}

function numeric(holds: (value: number, other: number) => boolean): (operand: string) => Held | undefined {
  return operand => {
    const other = Number(operand)
    return Number.isNaN(other) ? undefined : value => typeof value === 'number' && holds(value, other)
  }
}

function steps(path: string): readonly string[] {
  return [...path.matchAll(/\.([\w-]+)|\[["']?([^"'\]]*)["']?\]/g)].map(
    ([, name, other = '']) => name ?? other,
  )
}

function at(value: Value, path: readonly string[]): Value | undefined {
  let here: Value | undefined = value
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined
    here = (here as Readonly<Record<string, Value>>)[step] // a list has its indices as names
  }
  return here
}

/** A line that is no JSON has no members. */
function parsed(line: string): Value | undefined {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
