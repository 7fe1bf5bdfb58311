import type { Members, Session } from '../../kit/call.ts'
import type { Tagging } from '../../kit/recipe.ts'
import { tagCalls } from '../../kit/tagging.ts'
import type { TagForm } from '../../kit/tags.ts'
import type { AwsClient } from '../client.ts'

/** The two calls by which most services write and drop tags. */
type TagCall = 'TagResource' | 'UntagResource'

/**
 * Gives how most services of AWS take tags: with the creating call, and later by TagResource and UntagResource; `on` gives what
 * names the thing in these, `sent` how they and the creating call write tags.
 */
export function resourceTags<const A extends string = TagCall>(
  on: (session: Session<AwsClient, A | TagCall>) => Members | Promise<Members>,
  sent?: TagForm,
): Omit<Tagging<AwsClient, A | TagCall>, 'list'> {
  const form = sent === undefined ? {} : { sent }
  return {
    property: 'Tags',
    form: 'list',
    member: 'Tags',
    ...form,
    calls: tagCalls<AwsClient, A | TagCall>({
      tag: 'TagResource',
      untag: 'UntagResource',
      member: 'Tags',
      keys: 'TagKeys',
      ...form,
      on,
    }),
  }
}
