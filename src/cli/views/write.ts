import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type { Context } from '../command.ts'
import { printableColours, printableJson } from './printable.ts'

type Stream = Writable & { readonly isTTY?: boolean }

/**
 * Writes a text of ours. What came from a template, a file or a cloud is made printable where it is put into the text;
 * whatever is not shows as an escape here at the latest, but for colours, which are ours.
 */
export function writeText(stream: Stream, text: string): void {
  stream.write(printableColours(text))
}

/** Writes a value as one line of JSON. */
export function writeJson(stream: Stream, value: unknown): void {
  stream.write(`${printableJson(value)}\n`)
}

/** Writes what a function wrote or answered: to a terminal only what does not drive it, elsewhere byte for byte. */
export function writeOutput(stream: Stream, text: string): void {
  stream.write(stream.isTTY === true ? printableColours(text) : text)
}

/** Moves the cursor of a terminal; the one text that is written as it is. */
export function writeControl({ stdout }: Pick<Context, 'stdout'>, sequence: string): void {
  stdout.write(sequence)
}

/**
 * Writes a text and waits while the reader is slower, so that what is not read yet does not fill the memory.
 * A reader that goes away ends the wait; `main.ts` is told of it and ends the command.
 */
export async function writeWhole(stream: Stream, text: string): Promise<void> {
  const written = stream.isTTY === true ? printableColours(text) : text
  if (!stream.write(written)) await once(stream, 'drain').catch(() => undefined)
}
