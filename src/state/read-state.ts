import { FnxError } from '../model/diagnostic.ts'
import type { State } from '../model/state.ts'
import { applied } from '../model/state.ts'
import { readText } from './durable.ts'
import { parseJournal } from './journal.ts'
import { parseSnapshot } from './snapshot.ts'

/** Names of the files in a state folder. */
export const files = { snapshot: 'state.json', journal: 'journal.ndjson' }

/** A state as its folder holds it, and whether a journal lies beside its snapshot. */
export interface Stored {
  readonly state: State
  readonly journalled: boolean
}

/** Reads the state of a folder without a lock and without writing; nothing where there is none yet. */
export async function readState(dir: string): Promise<State | undefined> {
  return (await readStored(dir))?.state
}

/**
 * Reads snapshot and journal. A journal counts only after the snapshot that it names: one that was left behind when
 * its records had gone into the next snapshot must not be applied twice.
 */
export async function readStored(dir: string, tries = 5): Promise<Stored | undefined> {
  const text = await readText(`${dir}/${files.snapshot}`)
  const lines = await readText(`${dir}/${files.journal}`)
  const journal = lines === undefined ? undefined : parseJournal(`${dir}/${files.journal}`, lines)
  if (text === undefined) {
    if ((journal?.records.length ?? 0) > 0) throw orphaned(dir)
    return undefined
  }
  const state = parseSnapshot(`${dir}/${files.snapshot}`, text)
  if (journal === undefined || journal.base < state.serial) return { state, journalled: lines !== undefined }
  if (journal.base === state.serial) return { state: applied(state, ...journal.records), journalled: true }
  // A run may have ended and another begun between the two reads.
  if (tries > 1) return readStored(dir, tries - 1)
  throw orphaned(dir)
}

function orphaned(dir: string): FnxError {
  return new FnxError({
    code: 'E7003',
    message: `State file ${dir}/${files.snapshot} is missing or older than the journal beside it.`,
    hint: 'Restore the whole folder from one backup; fnx changes nothing while it cannot know what exists.',
  })
}
