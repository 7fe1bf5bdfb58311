import { posix } from 'node:path'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Macros } from '../../model/dialect.ts'
import type { Finding, Template } from '../../model/template.ts'
import {
  callOf,
  isList,
  isRecord,
  member,
  type Path,
  type Properties,
  text,
  type Value,
} from '../../model/value.ts'
import { evaluate, evaluation } from '../evaluate.ts'
import type { Scope } from '../scope.ts'
import { read } from '../yaml/read.ts'
import { askedBy } from './names.ts'
import { madeTemplate, type Origins } from './place.ts'

/** Most files that one template includes, most characters of one and of all inclusions, and where the next level would be too deep. */
const limits = { files: 200, length: 1024 * 1024, text: 4 * 1024 * 1024, depth: 150 }

/** What an inclusion may use. */
export interface IncludeInput {
  readonly macros: Macros
  readonly scope: Scope
  /** Gives the text of a file beside the template, or nothing. */
  readText?(path: string): string | undefined
}

/** A template with its inclusions carried out, and what was found on the way. */
export interface Included {
  readonly template: Template
  readonly diagnostics: readonly Diagnostic[]
  /** Findings by path in the template that came in. */
  readonly findings: readonly Finding[]
}

/** Puts the content of files where a template includes them; what is not at hand stays as it is written. */
export async function include(template: Template, input: IncludeInput): Promise<Included> {
  const library = await gather(template, input)
  const findings: Finding[] = []
  const origins: Origins = new WeakMap()
  const work: Work = { input, library, findings, origins, left: { text: limits.text } }
  const document = put(template.document, { path: [], folder: '', chain: [], outer: [], depth: 0 }, work)
  const diagnostics = [...library.values()].flatMap(file => file.diagnostics)
  const made = isRecord(document) ? madeTemplate(template, document, origins) : template
  return { template: made, diagnostics, findings }
}

interface File {
  readonly template: Template | undefined
  readonly diagnostics: readonly Diagnostic[]
}

type Library = ReadonlyMap<string, File>

/** Reads all files that a template includes, and those that they include. */
async function gather(template: Template, input: IncludeInput): Promise<Library> {
  const library = new Map<string, File>()
  const waiting = locations(template.document, '', input)
  for (let next = 0; next < waiting.length && library.size < limits.files; next++) {
    const path = waiting[next] as string // the loop's bound keeps the index inside
    const content = library.has(path) ? undefined : input.readText?.(path)
    if (content === undefined || content.length > limits.length) continue
    const name = posix.join(posix.dirname(template.file.replaceAll('\\', '/')), path)
    const file = await read(name, content)
    library.set(path, { template: file.template, diagnostics: file.diagnostics })
    if (file.template !== undefined)
      for (const inner of locations(file.template.document, posix.dirname(path), input)) waiting.push(inner)
  }
  return library
}

function locations(value: Value, folder: string, input: IncludeInput): string[] {
  if (isList(value)) return value.flatMap(item => locations(item, folder, input))
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, item]) => {
    if (!isAsking(key, item)) return locations(item, folder, input)
    return wantedBy(item, { folder, input }).flatMap(({ file }) => file ?? [])
  })
}

/** An inclusion: the path of its file within the folder of the template, where it is one. */
interface Wanted {
  readonly location: Value
  readonly file: string | undefined
  /** Index of the inclusion where several macros are asked for. */
  readonly index: number | undefined
}

function isAsking(key: string, value: Value): boolean {
  return key === 'Fn::Transform' || (key === 'Transform' && typeof value === 'object')
}

function wantedBy(
  value: Value,
  { folder, input }: { readonly folder: string; readonly input: IncludeInput },
): readonly Wanted[] {
  return askedBy(value, [])
    .filter(({ name }) => name === input.macros.include)
    .map(({ parameters, path: [index] }) => {
      const written = isRecord(parameters) ? (member(parameters, 'Location') ?? null) : null
      const location = evaluate(written, evaluation(input.scope)) ?? null
      const path = text(location)
      const beside = path !== undefined && path !== '' && !/^[a-z0-9]+:\/\/|^[/\\]/i.test(path)
      return {
        location,
        file: beside ? posix.join(folder, path) : undefined,
        index: index as number | undefined,
      } // items of a list
    })
}

interface Work {
  readonly input: IncludeInput
  readonly library: Library
  readonly findings: Finding[]
  readonly origins: Origins
  readonly left: { text: number }
}

/** Where the value stands: its path in its own file, and the way by which that file was reached. */
interface Spot {
  readonly path: Path
  readonly folder: string
  readonly chain: readonly string[]
  /** Path of the inclusion in the template itself, for findings; empty within the template. */
  readonly outer: Path
  /** Levels around the file. */
  readonly depth: number
}

function put(value: Value, spot: Spot, work: Work): Value {
  if (isList(value)) {
    const items = value.map((item, index) => put(item, inside(spot, index), work))
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  if (!isRecord(value)) return value
  const made = Object.entries(value).flatMap(([key, item]) => entriesOf(key, item, { spot, work }))
  const same = made.every(({ key, value: item, content }) => content === undefined && item === value[key])
  return same ? value : merged(made, work)
}

function inside(spot: Spot, step: string | number): Spot {
  return { ...spot, path: [...spot.path, step] }
}

/** An entry of a map: as it is, or the content that takes its place. */
interface Entry {
  readonly key: string
  readonly value: Value
  readonly content?: { readonly value: Value; readonly file: Template }
}

interface Including {
  readonly spot: Spot
  readonly work: Work
}

function entriesOf(key: string, value: Value, { spot, work }: Including): readonly Entry[] {
  const here = inside(spot, key)
  const wanted = isAsking(key, value) ? wantedBy(value, { folder: spot.folder, input: work.input }) : []
  if (wanted.length === 0) return [{ key, value: put(value, here, work) }]
  const done = new Set<number | undefined>()
  const contents = wanted.flatMap((one): readonly Entry[] => {
    const content = contentOf(one, one.index === undefined ? here : inside(here, one.index), work)
    if (content === undefined) return []
    done.add(one.index)
    return [{ key, value, content }]
  })
  const rest = isList(value) ? value.filter((_, index) => !done.has(index)) : done.size > 0 ? [] : value
  return isList(rest) && rest.length === 0 ? contents : [...contents, { key, value: rest }]
}

function contentOf(wanted: Wanted, spot: Spot, work: Work): Entry['content'] {
  const file = fileOf(wanted, spot, work)
  if (file === undefined || wanted.file === undefined) return undefined
  const inner: Spot = {
    path: [],
    folder: posix.dirname(wanted.file),
    chain: [...spot.chain, wanted.file],
    outer: spot.chain.length === 0 ? spot.path : spot.outer,
    depth: spot.depth + spot.path.length,
  }
  return { value: put(file.document, inner, work), file }
}

/** Gives the file of an inclusion, or says why there is none. */
function fileOf({ location, file }: Wanted, spot: Spot, work: Work): Template | undefined {
  const place = spot.chain.length === 0 ? spot.path : spot.outer
  const say = (code: string, message: string, hint?: string): undefined => {
    work.findings.push({ code, path: place, message, ...(hint === undefined ? {} : { hint }) })
  }
  if (file === undefined) {
    if (typeof location === 'string' && location !== '')
      return say('W3020', `What "${location}" holds is known to the cloud alone; it is not checked.`)
    return callOf(location) === undefined
      ? say('E3022', 'AWS::Include takes the location of a file.', 'Write "Location" within "Parameters".')
      : say('W3020', 'Where the included file lies is not known; it is not checked.')
  }
  if (spot.chain.includes(file)) return say('E3021', `"${file}" includes itself without end.`)
  const found = work.library.get(file)
  if (found === undefined) {
    if (work.input.readText === undefined) return undefined
    const hint = 'Paths are relative to the folder of the template, and a file has at most 1 MB.'
    return say('W3021', `The included file "${file}" cannot be read; it is not checked.`, hint)
  }
  const before = work.left.text
  work.left.text -= found.template?.text.length ?? 0
  const deep = spot.depth + spot.path.length > limits.depth
  if (!deep && work.left.text >= 0) return found.template
  // Where one is too much, all that follow are.
  return before < 0 ? undefined : say('E3021', 'Inclusions grow this template beyond what fnx reads.')
}

/** A content that stands alone takes the place of the map; beside others its entries join them, and those written there win. */
function merged(entries: readonly Entry[], { origins }: Work): Value {
  const [only, ...others] = entries
  if (only?.content !== undefined && others.length === 0 && only.key === 'Fn::Transform')
    return rooted(only.content.value, only.content.file, origins)
  const written = new Set(entries.flatMap(({ key, content }) => (content === undefined ? [key] : [])))
  const found: [string, Value][] = []
  const places = new Map<string, { readonly source: Template; readonly path: Path }>()
  for (const { key, value, content } of entries) {
    if (content === undefined) found.push([key, value])
    else
      for (const [name, item] of Object.entries(isRecord(content.value) ? content.value : {})) {
        if (written.has(name)) continue
        found.push([name, item])
        places.set(name, { source: content.file, path: [name] })
      }
  }
  const map: Properties = Object.fromEntries(found)
  origins.set(map, { entries: places })
  return map
}

/** Notes that a value is the whole of a file. */
function rooted(value: Value, file: Template, origins: Origins): Value {
  if (!isRecord(value)) return value
  const copy = { ...value }
  const known = origins.get(value)
  origins.set(copy, { ...known, place: { source: file, path: [] } })
  return copy
}
