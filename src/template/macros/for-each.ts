import type { Finding, Template } from '../../model/template.ts'
import {
  callOf,
  holdsCall,
  isList,
  isRecord,
  type Path,
  type Properties,
  text,
  type Value,
} from '../../model/value.ts'
import { evaluate, evaluation } from '../evaluate.ts'
import { referencesWithin } from '../references.ts'
import type { Scope } from '../scope.ts'
import { madeTemplate, type Origins, type Place } from './place.ts'

/** Most entries that the loops of a template make together, and most values and kilobytes of text that they copy. */
const limits = { entries: 10_000, work: 1_000_000 }

/** Sections that may hold loops. */
const sections = ['Conditions', 'Resources', 'Outputs']

/** Tells whether a key begins a loop. */
export function isLoop(key: string): boolean {
  return key.startsWith('Fn::ForEach::')
}

/** A template with its loops carried out, and findings by path in the template that came in. */
export interface Unrolled {
  readonly template: Template
  readonly findings: readonly Finding[]
}

/**
 * Carries out the loops of a template. One whose collection may still become known stays as it is; once all is
 * `settled`, nothing may.
 */
export function unroll(
  template: Template,
  scope: Scope,
  { settled }: { readonly settled: boolean },
): Unrolled {
  const findings: Finding[] = []
  const origins: Origins = new WeakMap()
  const work: Work = { template, scope, settled, findings, origins, left: { ...limits }, full: false }
  const document = Object.entries(template.document).map(([name, section]): [string, Value] => [
    name,
    sections.includes(name) ? copy(section, { path: [name], bound: nothingBound }, work) : section,
  ])
  return { template: madeTemplate(template, Object.fromEntries(document), origins), findings }
}

interface Work {
  readonly template: Template
  readonly scope: Scope
  readonly settled: boolean
  readonly findings: Finding[]
  readonly origins: Origins
  readonly left: { entries: number; work: number }
  full: boolean
}

/** Texts of the identifiers of the loops around a value. */
type Bound = ReadonlyMap<string, string>

const nothingBound: Bound = new Map()

/** Where a value stands in the template that came in. */
interface Spot {
  readonly path: Path
  readonly bound: Bound
}

function copy(value: Value, spot: Spot, work: Work): Value {
  if (typeof value === 'string') return filled(value, spot.bound, work)
  if (isList(value)) {
    const items = value.map((item, index) => copy(item, inside(spot, index), work))
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  if (!isRecord(value)) return value
  const call = callOf(value)
  const name = call?.name === 'Ref' && typeof call.argument === 'string' ? call.argument : undefined
  const bound = name === undefined ? undefined : spot.bound.get(name)
  return bound ?? copyMap(value, spot, work)
}

function inside(spot: Spot, step: string | number): Spot {
  return { ...spot, path: [...spot.path, step] }
}

function copyMap(map: Properties, spot: Spot, work: Work): Value {
  const target: Target = { entries: new Map(), places: new Map(), changed: false }
  for (const [key, item] of Object.entries(map)) {
    if (isLoop(key)) loop(key, item, { spot, work, target })
    else add(target, { key, spot: inside(spot, key), value: item }, { bound: spot.bound, work })
  }
  if (!target.changed) return map
  const made = Object.fromEntries(target.entries)
  work.origins.set(made, { entries: target.places })
  return made
}

/** A map that is being made; `changed` once anything in it differs from what was written. */
interface Target {
  readonly entries: Map<string, Value>
  readonly places: Map<string, Place>
  changed: boolean
}

interface Entry {
  readonly key: string
  readonly spot: Spot
  readonly value: Value
}

function add(
  target: Target,
  { key, spot, value }: Entry,
  { bound, work }: { readonly bound: Bound; readonly work: Work },
): void {
  const name = filled(key, bound, work)
  const item = copy(value, spot, work)
  if (target.entries.has(name)) {
    const message = `A loop makes a second entry "${name}" here.`
    const hint = 'Use the identifier of every loop in the key.'
    work.findings.push({ code: 'E3026', path: spot.path, part: 'key', message, hint })
    return
  }
  if (name !== key || item !== value) target.changed = true
  if (name !== key) target.places.set(name, { source: work.template, path: spot.path })
  target.entries.set(name, item)
}

interface Looping {
  readonly spot: Spot
  readonly work: Work
  readonly target: Target
}

function loop(key: string, value: Value, { spot, work, target }: Looping): void {
  const path = [...spot.path, key]
  const form = formOf(value)
  const items = form && collectionOf(form.collection, { spot: { ...spot, path: [...path, 1] }, work })
  if (form === undefined)
    work.findings.push({
      code: 'E3025',
      path,
      message: `${key} takes an identifier, a list of texts, and a map of what is made for each.`,
    })
  if (form === undefined || items === undefined || !enough(items.length, path, work)) {
    target.entries.set(key, value)
    return
  }
  target.changed = true
  for (const item of items) {
    const bound = new Map([...spot.bound, [form.identifier, item]])
    each(form.body, { spot: { path: [...path, 2], bound }, work, target })
  }
}

/** Copies the body of a loop once; loops within it fill the same map. */
function each(body: Properties, { spot, work, target }: Looping): void {
  for (const [key, value] of Object.entries(body)) {
    if (isLoop(key)) loop(key, value, { spot, work, target })
    else {
      const entry = { key, spot: inside(spot, key), value }
      add(target, entry, { bound: spot.bound, work })
      const name = filled(key, spot.bound, work)
      if (!target.places.has(name)) target.places.set(name, { source: work.template, path: entry.spot.path })
    }
  }
}

interface Form {
  readonly identifier: string
  readonly collection: Value
  readonly body: Properties
}

function formOf(value: Value): Form | undefined {
  const [identifier, collection, body] = isList(value) && value.length === 3 ? value : []
  if (typeof identifier !== 'string' || identifier === '' || collection === undefined) return undefined
  return isRecord(body) && (callOf(body) === undefined || Object.keys(body).some(isLoop))
    ? { identifier, collection, body }
    : undefined
}

/** Gives the texts to loop over, or nothing while they are not known; what never will be is reported. */
function collectionOf(
  written: Value,
  { spot, work }: { readonly spot: Spot; readonly work: Work },
): readonly string[] | undefined {
  const value = evaluate(copy(written, spot, work), evaluation(work.scope)) ?? []
  const items = isList(value) ? value.map(text) : undefined
  if (items?.every(item => item !== undefined)) return [...new Set(items)]
  if (work.settled || !holdsCall(value) || !mayCome(value, work.scope))
    work.findings.push({
      code: 'E3025',
      path: spot.path,
      message: 'What a loop goes over must be a list of texts that is known before anything is made.',
      hint: 'Write a list, or refer to a parameter or mapping that holds one.',
    })
  return undefined
}

/** Tells whether parameters and answers that may still come make a value known. */
function mayCome(value: Value, { declared, pseudo }: Scope): boolean {
  const known = new Set([...declared, ...Object.keys(pseudo)])
  return referencesWithin(value).every(
    ({ logicalId, attribute }) =>
      attribute === undefined && (known.has(logicalId) || logicalId.includes('::')),
  )
}

function enough(count: number, path: Path, work: Work): boolean {
  work.left.entries -= count
  if (work.left.entries < 0) tooMany(path, work)
  return !work.full
}

function tooMany(path: Path, work: Work): void {
  if (!work.full)
    work.findings.push({
      code: 'E3027',
      path,
      message: `The loops of this template make more than ${limits.entries} entries or repeat too much text.`,
      hint: 'Loop over fewer texts.',
    })
  work.full = true
}

const hole = /\$\{\s*([A-Za-z0-9]+)\s*\}|&\{\s*([A-Za-z0-9]+)\s*\}/g

/** Fills the identifiers of loops into a text; `&{Id}` takes letters and digits alone, as logical IDs need. */
function filled(written: string, bound: Bound, work: Work): string {
  if (bound.size === 0 || work.full) return written
  work.left.work -= 1
  if (!written.includes('{')) return written
  const result = written.replace(hole, (whole, plain: string | undefined, bare: string | undefined) => {
    const value = bound.get(plain ?? bare ?? '')
    return value === undefined ? whole : plain === undefined ? value.replace(/[^A-Za-z0-9]/g, '') : value
  })
  work.left.work -= Math.ceil(result.length / 1024)
  if (work.left.work < 0) tooMany(['Resources'], work)
  return result
}
