import type { Members, Session } from '../../kit/call.ts'
import type { Tagging } from '../../kit/recipe.ts'
import { tagCalls } from '../../kit/tagging.ts'
import type { TagForm } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'

/** The two calls by which most services write and drop tags. */
type TagCall = 'TagResource' | 'UntagResource'

/** How tags are written, where that is not as a list of Key and Value under `Tags`. */
interface Written {
  /** The property of the template, and the member of the creating call. */
  readonly property?: string
  /** In the template. */
  readonly form?: 'list' | 'map'
  /** In the calls. */
  readonly sent?: TagForm
}

/**
 * Gives how most services of AWS take tags: with the creating call, and later by TagResource and UntagResource; `on` gives what
 * names the thing in these.
 */
export function resourceTags<const A extends string = TagCall>(
  on: (session: Session<AwsClient, A | TagCall>) => Members | Promise<Members>,
  { property = 'Tags', form = 'list', sent }: Written = {},
): Omit<Tagging<AwsClient, A | TagCall>, 'list'> {
  const written = sent === undefined ? {} : { sent }
  return {
    property,
    form,
    member: property,
    ...written,
    calls: tagCalls<AwsClient, A | TagCall>({
      tag: 'TagResource',
      untag: 'UntagResource',
      member: 'Tags',
      keys: 'TagKeys',
      ...written,
      on,
    }),
  }
}
