/** Gives the entries of a record that have a value, so that nothing is sent as `undefined`. */
export function omitUndefined<T>(map: Readonly<Record<string, T | undefined>>): Record<string, T> {
  // The filter leaves only entries with a value.
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined)) as Record<
    string,
    T
  >
}
