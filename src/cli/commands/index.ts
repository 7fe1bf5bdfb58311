import type { Command } from '../command.ts'

/** A line of the table of commands: what the top help shows, and the rest on demand. */
export interface Entry {
  readonly name: string
  readonly summary: string
  load(): Promise<Command>
}

/** The commands, in the order of the help. */
export const commands: readonly Entry[] = [
  { name: 'explain', summary: 'say what a code means', load: async () => (await import('./explain.ts')).explain },
]
