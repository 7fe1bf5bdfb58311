import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Template } from '../../model/template.ts'
import { isRecord, type Value } from '../../model/value.ts'
import { type FixedText, fixText } from './fix-text.ts'
import { type Parsed, parse, type Unreadable } from './parse.ts'
import { diagnosticOf, type Problem } from './problem.ts'
import type { Typo } from './scan.ts'
import { type Source, source } from './source.ts'
import { findTypos } from './typos.ts'

/** The most rounds of fixing: a typo can hide another, hardly three. */
const rounds = 4

/** A text after its typos were fixed, in memory. */
export interface FixedReading {
  readonly text: string
  readonly parsed: Parsed | Unreadable
  /** In the order of finding, with places in the text as given. */
  readonly typos: readonly Typo[]
  original(offset: number): number
}

/** Reads a text; where YAML cannot, or reads what nobody meant, fixes its typos and reads again. */
export function readFixed(text: string): FixedReading {
  let reading: FixedReading = { text, parsed: parse(text), typos: [], original: offset => offset }
  for (let round = 0; round < rounds && doubtful(reading.parsed); round++) {
    const next = fixOnce(reading)
    if (next === undefined) break
    reading = next
  }
  return reading
}

function doubtful(parsed: Parsed | Unreadable): boolean {
  return 'failure' in parsed ? parsed.failure.code !== 'E1008' : parsed.suspicious
}

function fixOnce(reading: FixedReading): FixedReading | undefined {
  // Nobody writes down how wide a tab is: the width that makes the text readable is the one that was meant.
  const widths = /^[ ]*\t/m.test(reading.text) ? [2, 4, 8] : [2]
  let fallback: FixedReading | undefined
  for (const width of widths) {
    const typos = findTypos(reading.text, width)
    if (typos.length === 0) continue
    const fixed = fixText(
      reading.text,
      typos.flatMap(({ edits }) => edits),
    )
    const next = joined(reading, fixed, typos)
    if (!('failure' in next.parsed)) return next
    fallback ??= next
  }
  return fallback
}

function joined(reading: FixedReading, fixed: FixedText, typos: readonly Typo[]): FixedReading {
  const placed = typos.map(typo => ({
    ...typo,
    start: reading.original(typo.start),
    end: reading.original(typo.end),
  }))
  return {
    text: fixed.text,
    parsed: parse(fixed.text),
    typos: [...reading.typos, ...placed],
    original: offset => reading.original(fixed.original(offset)),
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
  const { parsed, typos, original, ...fixed } = readFixed(text)
  const place = (problem: Problem) => diagnosticOf(problem, from, original)
  const named = typos.map(typo => diagnosticOf(typo, from))
  if ('failure' in parsed) {
    const { allProblems } = await import('./problems.ts')
    return { source: from, diagnostics: [...named, ...allProblems(fixed.text, parsed.failure).map(place)] }
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
