import { FnxError } from '../model/diagnostic.ts'
import type { Emit } from '../model/event.ts'
import type { LockInfo } from '../model/state.ts'
import { onDisk } from './atomic-file.ts'
import { createLease } from './lease.ts'
import { isAlive, machine, startOf } from './liveness.ts'
import type { Found, LockFile } from './lock-file.ts'
import { damagedLock, epochs, highest, infoOf, nobody, publish, rewrite, sweep } from './lock-file.ts'

/** Who asks for a lock, and for how long it waits and holds. Times are ms. */
export interface LockRequest {
  readonly dir: string
  readonly stack: string
  readonly command: string
  readonly user: string
  readonly host: string
  readonly pid: number
  readonly lockTimeout: number
  readonly lease: number
  readonly now: () => Date
  readonly emit: Emit
  /** Ends the waiting. */
  readonly signal?: AbortSignal
  /** The command that releases the lock, for the message that it is held. */
  readonly unlock?: string
}

/** A lock that is held. */
export interface Held {
  readonly info: LockInfo
  /** Tells that the lease still runs and no one has taken the lock over; cheap enough for every call and every write. */
  holds(): boolean
  /** Tells that someone has taken the lock over. */
  taken(): boolean
  /** Runs that had the lock before may not have ended: they were not seen to, and no longer hold it. */
  readonly survivors: boolean
  /** Gives it back; `survivors` tells the next holder that those are not on record yet. */
  release(survivors?: boolean): Promise<void>
}

/**
 * Takes the lock of a state folder, waiting for it as long as it is allowed to.
 * Lock files carry growing epochs and the highest is the lock: taking one over makes the next, which only one can.
 * Throws E7001 with exit code 5 when someone else keeps it.
 */
export async function acquire(request: LockRequest): Promise<Held> {
  const deadline = request.now().getTime() + request.lockTimeout
  let told = ''
  for (let tries = 1; ; tries++) {
    const found = await onDisk(request.dir, () => highest(request.dir))
    if (found.file?.damaged) throw damagedLock(request.dir, found.epoch)
    const free = isFree(found, request)
    const held = free ? await claim(request, found) : undefined
    if (held !== undefined) return held
    const holder = found.file?.holder ?? 'someone'
    if (request.signal?.aborted) throw interrupted(request.stack, holder)
    // Whoever was quicker with a free lock is seen at the next look.
    if (free && tries < 3) continue
    if (request.now().getTime() >= deadline) throw heldError(request, found.file)
    if (told !== holder) request.emit({ type: 'waiting-for-lock', holder })
    told = holder
    await pause(Math.min(250, deadline - request.now().getTime()))
  }
}

/** Gives who holds the lock of a state folder, or nothing when it is free. */
export async function readLock(dir: string): Promise<LockInfo | undefined> {
  const { file } = await highest(dir)
  return file === undefined || file.released ? undefined : infoOf(file)
}

/** Takes the lock from whoever holds it, whom it gives; the former holder stops at its next call or write. */
export async function unlock(dir: string): Promise<LockInfo | undefined> {
  const { epoch, file } = await highest(dir)
  if (file === undefined || file.released) return undefined
  await publish(dir, epoch + 1, { ...file, damaged: false, released: true, taken: true })
  await sweep(dir, epoch + 1)
  return infoOf(file)
}

/**
 * On one machine the process itself tells whether it still works, however long it stood still; a lease speaks for those of
 * other machines, and for those that the system tells no start of, for their IDs may have been used again.
 */
function isFree({ file }: Found, { host, now }: LockRequest): boolean {
  if (file === undefined || file.released) return true
  const near = file.machine === machine(host)
  if (near && !isAlive(file.pid, file.started)) return true
  return !(near && file.started !== '') && Date.parse(file.leaseUntil) <= now().getTime()
}

/** Tells whether runs before this one may still be under way: only a lock given back, or a process seen dead, is proof. */
function mayLive({ file }: Found, { host }: LockRequest): boolean {
  if (file?.survivors) return true
  if (file === undefined || (file.released && !file.taken)) return false
  return !(file.machine === machine(host) && !isAlive(file.pid, file.started))
}

async function claim(request: LockRequest, before: Found): Promise<Held | undefined> {
  const epoch = before.epoch + 1
  const survivors = mayLive(before, request)
  const { dir, lease, now, pid } = request
  const acquired = now().toISOString()
  const first: LockFile = {
    id: crypto.randomUUID(),
    holder: `${request.user}@${request.host}`,
    host: request.host,
    pid,
    command: request.command,
    acquired,
    leaseUntil: new Date(now().getTime() + lease).toISOString(),
    machine: machine(request.host),
    started: startOf(pid),
    ...(survivors ? { survivors } : {}),
  }
  if (!(await publish(dir, epoch, first))) return undefined
  await sweep(dir, epoch)
  const taken = () => epochs(dir).at(-1) !== epoch
  const life = createLease(request, Date.parse(first.leaseUntil))
  const heart = life.beats(leaseUntil =>
    taken() ? undefined : rewrite(dir, epoch, { ...first, leaseUntil }),
  )
  return {
    info: infoOf(first),
    holds: () => !life.over() && !taken(),
    taken,
    survivors,
    async release(unseen = false) {
      await heart.stop()
      if (!taken()) await rewrite(dir, epoch, { ...first, survivors: unseen, released: true })
    },
  }
}

function heldError({ stack, unlock: command }: LockRequest, file: LockFile | undefined): FnxError {
  const { holder, pid, command: running, acquired } = file ?? nobody
  const message = `Stack ${stack} is locked by ${holder}, process ${pid}, running "${running}" since ${acquired}.`
  const way = command ?? `fnx unlock --stack-name ${stack}`
  const hint = `Wait for it (--lock-timeout 5m), or, when it no longer runs, take its lock:\n  ${way}`
  return new FnxError({ code: 'E7001', message, hint }, 5)
}

function interrupted(stack: string, holder: string): FnxError {
  const message = `Stopped waiting for ${holder}, who works on stack ${stack}; nothing was changed.`
  return new FnxError({ code: 'E0013', message }, 130)
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, Math.max(1, ms)))
}
