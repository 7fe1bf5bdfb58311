import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { RunEvent } from '../../model/event.ts'
import type { Reporter } from '../../workflows/reporter.ts'
import { hintsIn, titlesOf } from '../../workflows/titles.ts'
import type { Context } from '../command.ts'
import { renderText } from './diagnostics.ts'
import { foldAll, widthOf } from './fold.ts'
import { tellOutcome } from './outcome.ts'
import { placeInWords } from './place.ts'
import { renderPlan } from './plan.ts'
import { printable, printableOutput } from './printable.ts'
import { progress } from './progress.ts'
import { coloured, styleOf } from './style.ts'
import { writeJson, writeOutput, writeText } from './write.ts'

/** Shows a run: as text for people, or as one JSON object per line with a last `result`. */
export interface TerminalReporter extends Reporter {
  /** What a function wrote, for people. */
  output(text: string): void
  close(): void
}

/** Makes the reporter that the user asked for. */
export function reporter(context: Context, json: boolean): TerminalReporter {
  const out = json ? jsonReporter(context) : textReporter(context)
  return { ...out, finished: run => tellOutcome(out, run) }
}

type Teller = Omit<TerminalReporter, 'finished'>

function textReporter(context: Context): Teller {
  const { stdout, stderr } = context
  const view = progress(context)
  const columns = widthOf(context)
  const write = (text: string): void => writeText(stdout, `${foldAll(text, columns)}\n`)
  const tell: Reporter['diagnostics'] = async (found, texts = new Map()) => {
    if (found.length > 0) writeText(stderr, await renderFound(context, found, texts))
  }
  return {
    emit: event => {
      const shown = printableEvent(event)
      if (shown.type === 'plan')
        write(`Plan for ${placeInWords(shown.place)}\n${renderPlan(shown.changes, styleOf(context))}`)
      view.event(shown)
      if (event.type === 'diagnostic') void tell([event.diagnostic])
    },
    diagnostics: tell,
    say: line => {
      view.close()
      write(printable(line))
    },
    output: text => {
      view.close()
      writeOutput(stdout, `${text}\n`)
    },
    result: () => undefined,
    close: () => view.close(),
  }
}

/** Writes findings as text for the error stream. */
export async function renderFound(
  context: Context,
  found: readonly Diagnostic[],
  texts: ReadonlyMap<string, string>,
): Promise<string> {
  const titleOf = await titlesOf(found, context.language)
  const all = await withTextsOf(context, found, texts)
  const rendered = renderText(found, {
    texts: all,
    titleOf,
    hintOf: await hintsIn(context.language ?? 'en'),
    colour: coloured(context, 'stderr'),
    width: context.stderr.columns || 100,
    language: context.language,
  })
  return `${rendered}\n`
}

/** Adds the texts of the files that findings stand in; one that cannot be read leaves its findings without their line. */
export async function withTextsOf(
  { cwd }: Context,
  found: readonly Diagnostic[],
  given: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const places = found.flatMap(({ location, related = [] }) => [
    location,
    ...related.map(note => note.location),
  ])
  const files = new Set(
    places.flatMap(place => (place === undefined || given.has(place.file) ? [] : [place.file])),
  )
  const read = [...files].map(async file => {
    const text = await readFile(resolve(cwd, file), 'utf8').catch(() => undefined)
    return text === undefined ? [] : [[file, text] as const]
  })
  return new Map([...given, ...(await Promise.all(read)).flat()])
}

function jsonReporter({ stdout, now }: Context): Teller {
  const line = (value: object): void => {
    writeJson(stdout, { at: now().toISOString(), ...value })
  }
  return {
    emit: line,
    diagnostics: async found => {
      for (const diagnostic of found) line({ type: 'diagnostic', diagnostic })
    },
    say: () => undefined,
    output: () => undefined,
    result: result => line({ type: 'result', ...result }),
    close: () => undefined,
  }
}

/** Makes an event printable, each text on one line; only what a tool wrote keeps its lines. */
function printableEvent(event: RunEvent): RunEvent {
  const shown = made(printable, event)
  return event.type === 'build-failed' && shown.type === 'build-failed'
    ? { ...shown, output: printableOutput(event.output) }
    : shown
}

/** Gives plain data with every text in it, names of members too, made anew. */
function made<T>(make: (text: string) => string, value: T): T {
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return make(part)
    if (Array.isArray(part)) return part.map(walk)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([key, item]) => [make(key), walk(item)]))
  }
  return walk(value) as T // the same data with other texts
}
