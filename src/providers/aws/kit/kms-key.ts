import { text } from '../../../model/value.ts'
import type { Codec } from '../../kit/form.ts'

/** A key that a template names by its ID or by an alias, and the cloud shows by its ARN. */
export const kmsKey: Codec = {
  write: value => value,
  read: (live, known) =>
    text(known)?.startsWith('alias/') || text(live)?.endsWith(`/${text(known)}`) ? known : live,
}
