import type { Call, Members, Session } from './call.ts'
import type { TagChange } from './recipe.ts'
import { type TagForm, writeTags } from './tags.ts'

/** The two calls that write and drop tags of a thing, with what names it there. */
interface TagCalls<Client, A extends string> {
  readonly tag: A
  readonly untag: A
  /** The members that hold tags and names of tags. */
  readonly member: string
  readonly keys: string
  readonly sent?: TagForm
  /** What names the thing in them; its key where absent. */
  on?(session: Session<Client, A>): Members | Promise<Members>
}

/** Makes the calls of a service that writes and drops tags one by one. */
export function tagCalls<Client, const A extends string>({
  tag,
  untag,
  member,
  keys,
  sent,
  on,
}: TagCalls<Client, A>) {
  return async (
    { written, dropped }: TagChange,
    session: Session<Client, A>,
  ): Promise<readonly Call<A>[]> => {
    const place = (await on?.(session)) ?? session.key
    return [
      ...(Object.keys(written).length === 0
        ? []
        : [{ action: tag, members: { ...place, [member]: writeTags(written, sent) } }]),
      ...(dropped.length === 0 ? [] : [{ action: untag, members: { ...place, [keys]: dropped } }]),
    ]
  }
}
