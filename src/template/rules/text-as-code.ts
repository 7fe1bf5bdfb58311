import { own } from '../../model/value.ts'
import type { SharedRule } from './rule.ts'

/** Refuses text as the code of a function whose runtime needs something that was built. */
export const textAsCode: SharedRule = {
  code: 'E4005',
  title: 'Text as code of a runtime that takes none',
  why: 'It becomes a file named index, which no other runtime than one of a scripting language can load.',
  *check({ functions, stack }) {
    for (const { id, runtime, code } of functions)
      if (code?.inline !== undefined && runtime !== '' && !/nodejs|python|php/i.test(runtime))
        yield {
          path: own(stack?.resources ?? {}, id)?.origin ?? ['Resources', id],
          part: 'key',
          message: `${id} runs on ${runtime}, and its code stands in the template as text.`,
          hint: 'Name the folder or the zip of what was built instead, or take a runtime of Node.js or Python.',
        }
  },
}
