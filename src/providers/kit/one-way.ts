import { equal, type Value } from '../../model/value.ts'
import type { Codec } from './form.ts'
import { inTemplateForm } from './in-template-form.ts'

/**
 * Makes a codec of how a value is written alone: what lives is compared as it would be written, and where it differs is
 * given in the API's own words. `normal` brings an answer to the writing of the call.
 */
export function oneWay(write: (value: Value) => Value, normal: (live: Value) => Value = live => live): Codec {
  return {
    write,
    read(live, known) {
      const [wanted, lives] = [{ it: write(known) }, { it: normal(live) }]
      return equal(inTemplateForm(wanted, lives), wanted) ? known : live
    },
  }
}
