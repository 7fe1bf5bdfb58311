import { isDeepStrictEqual } from 'node:util'
import type { Expansion } from '../../src/model/dialect.ts'
import type { Finding } from '../../src/model/template.ts'
import {
  at,
  canonical,
  isList,
  isRecord,
  member,
  type Properties,
  record,
  references,
  type Value,
} from '../../src/model/value.ts'
import type { Draw } from './draw.ts'

/** A template with what an expansion makes of it. */
export interface Run extends Expansion {
  readonly written: Properties
  readonly findings: readonly Finding[]
}

/** Expands a document; each law may do so again with another one. */
export type Expand = (document: Properties) => Run

/** Expands a document nobody may write on, and gives what does not hold of its expansion, in words. */
export function broken(document: Properties, expand: Expand, draw: Draw): readonly string[] {
  const written = frozen(document) as Properties // a map goes in, so a map comes out
  const run = expand(written)
  if (run.findings.some(({ code }) => code.startsWith('E'))) return misplaced(run)
  return [
    ...changedAgain(run, expand),
    ...otherInOtherOrder(run, expand, draw),
    ...oddIds(run),
    ...lost(run),
    ...dangling(run),
    ...misplaced(run),
  ]
}

/** Makes a copy that throws when anybody writes on it. */
function frozen(value: Value): Value {
  if (isList(value)) return Object.freeze(value.map(frozen))
  if (!isRecord(value)) return value
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, frozen(item)])))
}

/** What was expanded is not changed by being expanded. */
function changedAgain({ document }: Run, expand: Expand): readonly string[] {
  const again = expand(document)
  if (again.findings.length > 0) return again.findings.map(({ message }) => `again: ${message}`)
  return difference(document, again.document).map(text => `again: ${text}`)
}

/**
 * The order of keys has no meaning: only the order of what is made in turn, in lists, may follow it.
 * Of two resources under one logical ID the later stays, as with the service; a warning says so.
 */
function otherInOtherOrder(
  { written, document, findings }: Run,
  expand: Expand,
  draw: Draw,
): readonly string[] {
  if (findings.some(({ code }) => code === 'W1050')) return []
  const mixed = expand(shuffled(written, draw) as Properties) // a map goes in, so a map comes out
  return difference(settled(document), settled(mixed.document)).map(text => `in another order: ${text}`)
}

function shuffled(value: Value, draw: Draw): Value {
  if (isList(value)) return value.map(item => shuffled(item, draw))
  if (!isRecord(value)) return value
  const entries = Object.entries(value).map(([key, item]): [string, Value] => [key, shuffled(item, draw)])
  return Object.fromEntries(draw.mixed(entries))
}

function oddIds({ document }: Run): readonly string[] {
  const ids = Object.keys(record(document.Resources))
  return ids.filter(id => !/^[A-Za-z0-9]{1,255}$/.test(id)).map(id => `odd logical ID: ${id}`)
}

/** A resource of the template is itself afterwards, or what its own type stands for. */
function lost({ written, document }: Run): readonly string[] {
  const after = record(document.Resources)
  return Object.entries(record(written.Resources)).flatMap(([id, body]) => {
    const type = record(body).Type
    if (typeof type === 'string' && type.startsWith('AWS::Serverless::')) return []
    return isDeepStrictEqual(record(member(after, id)).Type, type)
      ? []
      : [`lost: ${id} of type ${short(type)}`]
  })
}

/** Whatever the expansion adds names what is there; what the template itself names wrongly is its own matter. */
function dangling({ written, document }: Run): readonly string[] {
  const there = new Set([
    ...Object.keys(record(document.Resources)),
    ...Object.keys(record(document.Parameters)),
    ...Object.keys(record(document.Conditions)),
  ])
  const before = new Set(namesIn(written))
  const after = [...new Set(namesIn(document))]
  return after
    .filter(name => !there.has(name) && !before.has(name) && !name.startsWith('AWS::'))
    .map(name => `names ${name}, which is not there`)
}

function namesIn(value: Value): readonly string[] {
  const mentioned = references(value).map(({ logicalId }) => logicalId)
  return [...mentioned, ...bareNames(value)]
}

/** Lists what stands behind `DependsOn` and `Condition`, and first in `Fn::If`. */
function bareNames(value: Value): readonly string[] {
  if (isList(value)) return value.flatMap(bareNames)
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, item]) => {
    if (key === 'Condition' && typeof item === 'string') return [item]
    if (key === 'DependsOn') return [item].flat().filter(name => typeof name === 'string')
    const [condition] = key === 'Fn::If' && isList(item) ? item : []
    return [...(typeof condition === 'string' ? [condition] : []), ...bareNames(item)]
  })
}

/** Origins and findings lead to places of the template. */
function misplaced({ written, origins, findings }: Run): readonly string[] {
  const astray = Object.entries(origins).filter(([, path]) => at(written, path) === undefined)
  return astray
    .map(([id, path]) => `${id} comes from ${path.join('.')}, which is not there`)
    .concat(
      findings
        .filter(({ path }) => nearest(written, path) === 0 && path.length > 1)
        .map(({ message, path }) => `${message} at ${path.join('.')}`),
    )
}

/** How many steps of a path stand in a document. */
function nearest(document: Properties, path: readonly (string | number)[]): number {
  let steps = 0
  while (steps < path.length && at(document, path.slice(0, steps + 1)) !== undefined) steps++
  return steps
}

/**
 * Lists whose items come from several entries of maps and so stand in the order of those entries, as the service has
 * them: tags are made of a map, notifications, dependencies and policies of one resource by the events of several.
 */
const gathered = new Set([
  'ApiStages',
  'DependsOn',
  'Fn::Or',
  'LambdaConfigurations',
  'RecordSets',
  'Resource',
  'StageKeys',
  'Statement',
  'Tags',
  'tags',
])

/** Puts the items of gathered lists in one order. */
function settled(value: Value, key = ''): Value {
  if (isList(value)) {
    const items = value.map(item => settled(item))
    return gathered.has(key) ? items.map(canonical).sort() : items
  }
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, settled(item, name)]))
}

/** Names the first place where two values differ, whatever the order of keys. */
function difference(left: Value | undefined, right: Value | undefined, path = ''): readonly string[] {
  if (isDeepStrictEqual(left, right)) return []
  const steps = new Set([...stepsOf(left), ...stepsOf(right)])
  if (isList(left) === isList(right) && steps.size > 0)
    for (const step of [...steps].sort()) {
      const found = difference(at(left, [step]), at(right, [step]), `${path}.${step}`)
      if (found.length > 0) return found
    }
  return [`${path}: ${short(left)} and ${short(right)}`]
}

function stepsOf(value: Value | undefined): readonly (string | number)[] {
  return isList(value) ? [...value.keys()] : isRecord(value) ? Object.keys(value) : []
}

function short(value: Value | undefined): string {
  return String(JSON.stringify(value)).slice(0, 120)
}
