import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Template } from '../../model/template.ts'
import { isRecord, type Value } from '../../model/value.ts'
import { type Mended, mend } from './mend.ts'
import { type Parsed, parse, type Unreadable } from './parse.ts'
import { diagnosticOf, type Problem } from './problem.ts'
import type { Slip } from './scan.ts'
import { findSlips } from './slips.ts'
import { type Source, source } from './source.ts'

/** The most rounds of mending: a slip can hide another, hardly three. */
const rounds = 4

/** A text after its slips were mended, in memory. */
export interface MendedReading {
  readonly text: string
  readonly parsed: Parsed | Unreadable
  /** In the order of finding, with places in the text as given. */
  readonly slips: readonly Slip[]
  original(offset: number): number
}

/** Reads a text; where YAML cannot, or reads what nobody meant, mends its slips and reads again. */
export function readMended(text: string): MendedReading {
  let reading: MendedReading = { text, parsed: parse(text), slips: [], original: offset => offset }
  for (let round = 0; round < rounds && doubtful(reading.parsed); round++) {
    const next = mendOnce(reading)
    if (next === undefined) break
    reading = next
  }
  return reading
}

function doubtful(parsed: Parsed | Unreadable): boolean {
  return 'failure' in parsed ? parsed.failure.code !== 'E1008' : parsed.suspicious
}

function mendOnce(reading: MendedReading): MendedReading | undefined {
  // Nobody writes down how wide a tab is: the width that makes the text readable is the one that was meant.
  const widths = /^[ ]*\t/m.test(reading.text) ? [2, 4, 8] : [2]
  let fallback: MendedReading | undefined
  for (const width of widths) {
    const slips = findSlips(reading.text, width)
    if (slips.length === 0) continue
    const mended = mend(
      reading.text,
      slips.flatMap(({ edits }) => edits),
    )
    const next = joined(reading, mended, slips)
    if (!('failure' in next.parsed)) return next
    fallback ??= next
  }
  return fallback
}

function joined(reading: MendedReading, mended: Mended, slips: readonly Slip[]): MendedReading {
  const placed = slips.map(slip => ({
    ...slip,
    start: reading.original(slip.start),
    end: reading.original(slip.end),
  }))
  return {
    text: mended.text,
    parsed: parse(mended.text),
    slips: [...reading.slips, ...placed],
    original: offset => reading.original(mended.original(offset)),
  }
}

/** A template file, read as far as it can be. */
export interface ReadTemplate {
  readonly source: Source
  readonly diagnostics: readonly Diagnostic[]
  /** Absent when YAML cannot read the file or it is no map. */
  readonly template?: Template
}

/** Reads the text of a template, with all that is wrong with its YAML. */
export async function read(file: string, text: string): Promise<ReadTemplate> {
  const from = source(file, text)
  const { parsed, slips, original, ...mended } = readMended(text)
  const place = (problem: Problem) => diagnosticOf(problem, from, original)
  const named = slips.map(slip => diagnosticOf(slip, from))
  if ('failure' in parsed) {
    const { troubles } = await import('./troubles.ts')
    return { source: from, diagnostics: [...named, ...troubles(mended.text, parsed.failure).map(place)] }
  }
  const diagnostics = [...named, ...parsed.problems.map(place)]
  if (!isRecord(parsed.value))
    return { source: from, diagnostics: [...diagnostics, notMap(parsed.value, from)] }
  const template: Template = {
    file,
    text,
    document: parsed.value,
    locate(path, part = 'value') {
      const { start, end } = parsed.place(path, part)
      return from.location(original(start), original(end))
    },
  }
  return { source: from, diagnostics, template }
}

function notMap(value: Value, from: Source): Diagnostic {
  const what = Array.isArray(value) ? 'a list' : value === null ? 'nothing' : 'a single text'
  return {
    code: 'E1007',
    message: `${from.file} holds ${what}, but a template is a map with "Resources".`,
    hint: 'Check that this is the template.',
    location: from.location(0, 1),
  }
}
