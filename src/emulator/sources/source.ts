import type { EmitLocal } from '../event.ts'
import type { Registry } from '../registry.ts'

/** What an event source fires with. */
export interface SourceContext {
  readonly registry: Registry
  readonly emit: EmitLocal
  now(): Date
}

/** Something that makes events by itself while a local cloud runs. */
export interface Source {
  /** Begins to fire; the answer stops it. */
  start(context: SourceContext): () => void
}
