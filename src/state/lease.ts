/** How long a lock holds without a word of its holder, by the holder's own clock. */
export interface Lease {
  /** Tells that it has run out, after which it is never renewed: someone else may have seen that too. */
  over(): boolean
  /** Renews it three times in its span for as long as the word gets to the disk; `stop` waits for the last one. */
  beats(say: (leaseUntil: string) => Promise<void> | undefined): { stop(): Promise<void> }
}

/**
 * Makes the lease of a lock that was just taken, `until` in epoch ms. The clock is that of the wall: it goes on while the
 * process, its container or the machine stands still.
 */
export function createLease(
  { now, lease }: { readonly now: () => Date; readonly lease: number },
  until: number,
): Lease {
  let end = until
  const over = () => now().getTime() >= end
  const renew = async (say: (leaseUntil: string) => Promise<void> | undefined) => {
    const next = now().getTime() + lease
    await say(new Date(next).toISOString())
    // A process that stood still in the middle of it learns here that it came too late.
    if (!over()) end = next
  }
  return {
    over,
    beats(say) {
      let beat = Promise.resolve()
      const heart = setInterval(() => {
        // A beat that fails is made up for by the next; if none succeeds the lease runs out, which every call notices.
        if (!over()) beat = renew(say).catch(() => undefined)
      }, lease / 3).unref()
      return {
        async stop() {
          clearInterval(heart)
          await beat
        },
      }
    },
  }
}
