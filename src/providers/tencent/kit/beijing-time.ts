/** Writes a time as SCF and CAM do: without a zone, and meaning that of Beijing. */
export function beijingTime(time: Date): string {
  return new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}
