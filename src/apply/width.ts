/** How many steps run at once: halved when the cloud says that there are too many calls, grown again as they go well. */
export interface Width {
  limit(): number
  /** Takes a refusal; those of one second count as one, for they answer the same burst. */
  narrow(): void
  /** Takes a step that went well. */
  widen(): void
}

/** Makes a width that never exceeds a number. */
export function createWidth(most: number, now: () => Date): Width {
  let width = most
  let narrowed = Number.NEGATIVE_INFINITY
  return {
    limit: () => Math.max(1, Math.floor(width)),
    narrow() {
      const time = now().getTime()
      if (time - narrowed < 1_000) return
      narrowed = time
      width = Math.max(1, width / 2)
    },
    widen() {
      // One more for each round of steps that went well.
      width = Math.min(most, width + 1 / width)
    },
  }
}
