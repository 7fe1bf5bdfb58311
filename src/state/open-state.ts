import { existsSync, promises as fs } from 'node:fs'
import { FnxError } from '../model/diagnostic.ts'
import type { JournalRecord, State, StateOwner, StateSession } from '../model/state.ts'
import { applied } from '../model/state.ts'
import { createAtomically, makeFolder, onDisk, writeAtomically } from './atomic-file.ts'
import { files, remainsIn } from './files.ts'
import type { Writer } from './journal.ts'
import { startJournal } from './journal.ts'
import type { Held, LockRequest } from './lock.ts'
import { acquire } from './lock.ts'
import { lostState, readStored } from './read-state.ts'
import { formatSnapshot } from './snapshot.ts'

/** Whose state is opened, where it lies and who opens it. */
export interface OpenOptions extends LockRequest, StateOwner {}

/**
 * Opens the state of a stack under its lock, with what an earlier run left in its journal applied.
 * Throws E7001 when the lock is held, E7003 and E7004 when the files cannot be read, E7005 when the disk refuses and
 * E7006 when the state is another's.
 */
export async function openState(options: OpenOptions): Promise<StateSession> {
  await begin(options)
  const lock = await acquire(options)
  try {
    const stored = await readStored(options.dir, options)
    if (stored === undefined) throw lostState(options.dir, remainsIn(options.dir))
    const state = lock.survivors ? withAnnounced(stored.state) : stored.state
    if (stored.journalled || state !== stored.state) await settle(options.dir, state)
    return session(options, state, lock)
  } catch (error) {
    await lock.release(lock.survivors)
    throw error
  }
}

/** Makes the first snapshot of a stack before its first lock: a lock without one shows that it was lost. */
async function begin(options: OpenOptions): Promise<void> {
  const { dir } = options
  await makeFolder(dir)
  const remains = remainsIn(dir)
  if (existsSync(`${dir}/${files.snapshot}`)) return
  if (remains.length > 0) throw lostState(dir, remains)
  await createAtomically(dir, files.snapshot, formatSnapshot(blank(options)))
}

/** Writes the snapshot, after which the journal beside it counts no more and goes. */
async function settle(dir: string, state: State): Promise<void> {
  await writeAtomically(dir, files.snapshot, formatSnapshot(state))
  await onDisk(`${dir}/${files.journal}`, () => fs.rm(`${dir}/${files.journal}`, { force: true }))
}

/** Keeps in mind what a run announced that may not have ended: recovery may look before its call has come through. */
function withAnnounced(state: State): State {
  const { resources, deposed, announced = [] } = state
  const known = new Set(announced.map(({ instance }) => instance))
  const more = [...Object.values(resources), ...deposed].filter(
    ({ status, physicalId, instance }) =>
      status === 'creating' && physicalId === undefined && !known.has(instance),
  )
  return more.length === 0 ? state : { ...state, announced: [...announced, ...more] }
}

function session(options: OpenOptions, opened: State, lock: Held): StateSession {
  const { dir, command, now } = options
  let state = opened
  let pending: JournalRecord[] = []
  let journal: Promise<Writer> | undefined

  const check = () => {
    if (!lock.holds()) throw lost(options.stack, lock.taken())
  }
  /** Folded when asked for, so that a run of many steps copies the state once and not at every step. */
  const current = () => {
    if (pending.length > 0) state = applied(state, ...pending)
    pending = []
    return state
  }
  const start = async () => {
    const writer = await startJournal(dir, files.journal, opened.serial)
    const first: JournalRecord = {
      kind: 'begin',
      serial: opened.serial + 1,
      at: now().toISOString(),
      command,
    }
    pending.unshift(first)
    await writer.append([first])
    return writer
  }
  return {
    get state() {
      return current()
    },
    check,
    async record(...records) {
      // Looked at before, too: a run that wakes must not begin a journal in the way of the one that has the stack.
      check()
      pending.push(...records)
      journal ??= start()
      await (await journal).append(records)
      // Looked at after the sync: whoever takes the lock later reads these records before doing anything.
      check()
    },
    async close() {
      try {
        if (journal === undefined) return
        await (await journal).close()
        // Whoever has it now settles the journal.
        check()
        await settle(dir, current())
      } finally {
        await lock.release()
      }
    },
  }
}

/** Gives the state of a stack that was never deployed. */
export function blank({ stack, stage, target, provider }: StateOwner): State {
  return {
    version: 3,
    serial: 0,
    lineage: crypto.randomUUID(),
    stack,
    stage,
    target,
    provider,
    resources: {},
    deposed: [],
    outputs: {},
    exports: {},
    imports: [],
    key: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex'),
  }
}

function lost(stack: string, taken: boolean): FnxError {
  const message = taken
    ? `Another run took the lock of stack ${stack} over, so this one stops.`
    : `This run stood still for longer than its lock of stack ${stack} holds, so it stops before it harms another.`
  const hint = 'Wait until no other run works on the stack, then run the command again; it goes on from here.'
  return new FnxError({ code: 'E7002', message, hint })
}
