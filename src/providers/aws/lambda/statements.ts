import type { Owned } from '../../../model/provider.ts'
import { list, type Properties, record, text } from '../../../model/value.ts'
import { parsed } from '../../kit/form.ts'

/** Gives the statements of the policy that an answer holds as text. */
export function statementsIn(answer: Properties | undefined): readonly Properties[] {
  return list(record(parsed(text(answer?.Policy) ?? '{}')).Statement).map(record)
}

/**
 * Finds the one statement whose ID begins as those of a resource do: stack, stage and logical ID stand before the
 * instance, so the ID proves whose it is.
 */
export function traced(
  statements: readonly Properties[],
  prefix: string,
): Pick<Owned, 'name' | 'instance'> | undefined {
  const ids = statements.map(({ Sid }) => String(Sid))
  const [name, ...more] = ids.filter(
    id => id.startsWith(prefix) && /^[a-z0-9]{8}$/.test(id.slice(prefix.length)),
  )
  return name === undefined || more.length > 0 ? undefined : { name, instance: name.slice(-8) }
}
