import { get } from 'node:http'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Found, findLocalCloud } from '../../emulator/presence.ts'
import { holdPath } from '../../emulator/users.ts'

/** A hold on what serves an address. */
export interface Holding {
  /** Resolves when what was held on to is gone. */
  readonly lost: Promise<unknown>
  release(): Promise<unknown>
}

/** An address of a local cloud that must go on answering while a command uses it. */
export interface Seat {
  readonly dataDir: string
  readonly apiUrl: string
  /** Starts a local cloud at a port, or gives nothing while another has the folder or the port. */
  start(port: number): Promise<Holding | undefined>
}

/** A seat that is held. */
export interface HeldSeat {
  /** Resolves when the address answers. */
  ready(): Promise<void>
  close(): Promise<void>
}

/** Ms for a successor to begin to answer, on a busy machine. */
const patience = 60_000

/**
 * Keeps an address answering for as long as a command needs it. The local cloud behind it belongs to another command and
 * ends with that one, by its end or by a kill: then one of those that are left carries it on at the same address.
 */
export function holdSeat(seat: Seat, first: Holding): HeldSeat {
  let closed = false
  let current = Promise.resolve(first)
  const follow = (holding: Holding): void => {
    void holding.lost.then(() => {
      if (closed) return
      current = holding.release().then(() => succeed(seat))
      current.then(follow, () => undefined) // told by `ready`
    })
  }
  follow(first)
  return {
    async ready() {
      for (let seen: typeof current | undefined; seen !== current; ) {
        seen = current
        await seen
      }
    },
    async close() {
      closed = true
      const holding = await current.catch(() => undefined)
      await holding?.release()
    },
  }
}

/** Holds on to whoever serves the address by now, or serves it: by a local cloud, or by a way to the one of the folder. */
async function succeed(seat: Seat): Promise<Holding> {
  const port = Number(new URL(seat.apiUrl).port)
  for (const end = Date.now() + patience; ; await sleep(25)) {
    const running = await findLocalCloud(seat.dataDir)
    const next =
      (await holdOn(seat.apiUrl)) ??
      (running === undefined ? await seat.start(port) : await passOn(port, { running, seat }))
    if (next !== undefined) return next
    if (Date.now() > end) throw new Error(`connect ECONNREFUSED 127.0.0.1:${port}`)
  }
}

/** Ms for a local cloud to say that it knows of its user: one that was paused takes connections and never answers. */
const answerWithin = 5_000

/** Says to a local cloud that it is used; gives nothing when none answers, or when it is about to end. */
export function holdOn(apiUrl: string): Promise<Holding | undefined> {
  return new Promise(resolve => {
    const request = get(`${apiUrl}${holdPath}`, { agent: false, timeout: answerWithin }, response => {
      response.socket.setTimeout(0)
      if (response.statusCode !== 200) {
        response.resume()
        resolve(undefined)
        return
      }
      const lost = new Promise(gone => response.on('close', gone))
      response.on('error', () => undefined).resume()
      response.socket.unref()
      resolve({ lost, release: async () => request.destroy() })
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(undefined))
  })
}

/** Leads a port to a local cloud that got the folder in between and listens elsewhere. */
async function passOn(
  port: number,
  { running, seat }: { readonly running: Found; readonly seat: Seat },
): Promise<Holding | undefined> {
  if (running.apiUrl === seat.apiUrl) return undefined
  const beyond = running.passing ? await holdOn(running.apiUrl) : undefined
  if (running.passing && beyond === undefined) return undefined
  const { hostname, port: target } = new URL(running.apiUrl)
  const server = createServer(socket => {
    const onward = connect(Number(target), hostname.replace(/^\[|\]$/g, ''))
    for (const [from, to] of [[socket, onward] as const, [onward, socket] as const])
      from.on('error', () => to.destroy()).pipe(to)
  })
  const listens = await new Promise<boolean>(resolve => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => resolve(true))
  })
  const release = async () => {
    server.close()
    await beyond?.release()
  }
  if (!listens) await release()
  return listens ? { lost: beyond?.lost ?? new Promise(() => undefined), release } : undefined
}
