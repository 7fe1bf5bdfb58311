import { once } from 'node:events'
import type { Writable } from 'node:stream'

/**
 * Writes a text and waits while the reader is slower, so that what is not read yet does not fill the memory.
 * A reader that goes away ends the wait; `main.ts` is told of it and ends the command.
 */
export async function writeWhole(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain').catch(() => undefined)
}
