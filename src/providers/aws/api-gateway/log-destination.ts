import type { Codec } from '../../kit/form.ts'

/** The ARN of a log group, which the service gives back without the `:*` that a template may have at its end. */
export const logDestination: Codec = {
  write: value => value,
  read: (live, known) => (known === `${String(live)}:*` ? known : live),
}
