/** How many steps run at once: halved when the cloud says that there are too many calls, grown again as they go well. */
export interface ConcurrencyLimit {
  current(): number
  /** Takes a refusal; those of one second count as one, for they answer the same burst. */
  lower(): void
  /** Takes a step that went well. */
  raise(): void
}

/** Makes a limit that never exceeds a number. */
export function createConcurrencyLimit(most: number, now: () => Date): ConcurrencyLimit {
  let limit = most
  let lowered = Number.NEGATIVE_INFINITY
  return {
    current: () => Math.max(1, Math.floor(limit)),
    lower() {
      const time = now().getTime()
      if (time - lowered < 1_000) return
      lowered = time
      limit = Math.max(1, limit / 2)
    },
    raise() {
      // One more for each round of steps that went well.
      limit = Math.min(most, limit + 1 / limit)
    },
  }
}
