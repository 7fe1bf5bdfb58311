import type { Path, Properties, Value } from '../../../model/value.ts'

/** Takes a resource of the expansion. */
export type Add = (logicalId: string, resource: Properties, origin: Path) => void

/** Leaves out what is not there. */
export function present(values: Readonly<Record<string, Value | undefined>>): Properties {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined || value === null ? [] : [[key, value]],
    ),
  )
}
