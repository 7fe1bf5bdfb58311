import { list, type Properties, text, type Value } from '../../model/value.ts'
import type { Members } from './call.ts'

/** A call that answers a list page by page, and the members that carry the list and where the next page begins. */
export interface Paged<A extends string> {
  readonly action: A
  readonly members: Members
  readonly items: string
  /** The member of the answer and, where it has another name, the one of the next call. */
  readonly token: string | readonly [answer: string, call: string]
}

/** Gives all items of a list, or nothing when what it is about is not there. */
export async function allPages<A extends string>(
  ask: (action: A, members: Members) => Promise<Properties | undefined>,
  { action, members, items, token }: Paged<A>,
): Promise<readonly Value[] | undefined> {
  const [answered, sent] = typeof token === 'string' ? [token, token] : token
  const found: Value[] = []
  let next: string | undefined
  do {
    const page = await ask(action, next === undefined ? members : { ...members, [sent]: next })
    if (page === undefined) return undefined
    found.push(...list(page[items]))
    next = text(page[answered])
  } while (next !== undefined && next !== '')
  return found
}
