import { FnxError } from '../model/diagnostic.ts'
import type { State, StateOwner } from '../model/state.ts'
import { applied } from '../model/state.ts'
import { readText } from './atomic-file.ts'
import { files, howToRestore, remainsIn } from './files.ts'
import { parseJournal } from './journal.ts'
import { parseSnapshot } from './snapshot.ts'

/** A state as its folder holds it, and whether a journal lies beside its snapshot. */
export interface Stored {
  readonly state: State
  readonly journalled: boolean
}

/**
 * Reads an owner's state from its folder without a lock and without writing; nothing where there is none yet.
 * Throws E7003 when it is damaged or gone, E7004 when a newer fnx wrote it and E7006 when it is another's.
 */
export async function readState(dir: string, owner: StateOwner): Promise<State | undefined> {
  // Looked at first: what lies here now was made after a snapshot, so one must be here from now on.
  const remains = remainsIn(dir)
  const stored = await readStored(dir, owner)
  if (stored === undefined && remains.length > 0) throw lostState(dir, remains)
  return stored?.state
}

/**
 * Reads snapshot and journal. A journal counts only after the snapshot that it names: one that was left behind when
 * its records had gone into the next snapshot must not be applied twice.
 */
export async function readStored(dir: string, owner: StateOwner, tries = 5): Promise<Stored | undefined> {
  const text = await readText(`${dir}/${files.snapshot}`)
  const lines = await readText(`${dir}/${files.journal}`)
  const journal = lines === undefined ? undefined : parseJournal(`${dir}/${files.journal}`, lines)
  if (text === undefined) return undefined
  const state = parseSnapshot(`${dir}/${files.snapshot}`, text, owner)
  if (journal === undefined || journal.base < state.serial) return { state, journalled: lines !== undefined }
  if (journal.base === state.serial) return { state: applied(state, ...journal.records), journalled: true }
  // A run may have ended and another begun between the two reads.
  if (tries > 1) return readStored(dir, owner, tries - 1)
  throw orphaned(dir)
}

function orphaned(dir: string): FnxError {
  return new FnxError({
    code: 'E7003',
    message: `State file ${dir}/${files.snapshot} is older than the journal beside it.`,
    hint: howToRestore,
  })
}

/** The error for a snapshot that is gone, though what was made after it is there. */
export function lostState(dir: string, remains: readonly string[]): FnxError {
  return new FnxError({
    code: 'E7003',
    message: `State file ${dir}/${files.snapshot} is gone, and what lies beside it (${remains.join(', ')}) shows that there was one.`,
    hint: howToRestore,
  })
}
