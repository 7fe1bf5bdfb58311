import type { Artifact } from '../model/artifact.ts'
import type { Coded } from '../model/stack.ts'
import { memorySink } from './memory-sink.ts'
import { inlineEntries } from './source.ts'
import { hashOf, writeZip } from './zip.ts'

/** Packs code that stands in the template as text, in memory alone: it may hold secrets, which no disk may keep. */
export async function packInline(spec: Coded, text: string): Promise<Artifact> {
  const sink = memorySink()
  const lines = await writeZip(inlineEntries(spec, text), { sink, kept: () => undefined })
  const bytes = sink.bytes()
  const unzipped = lines.reduce((sum, { size }) => sum + size, 0)
  return { hash: hashOf(lines), size: bytes.length, unzipped, file: '', read: async () => bytes }
}
