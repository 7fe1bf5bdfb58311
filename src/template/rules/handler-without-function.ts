import { sourcePath } from '../source-path.ts'
import type { SharedRule } from './rule.ts'

export const handlerWithoutFunction: SharedRule = {
  code: 'W4006',
  title: 'Handler names no function',
  why: 'Runtimes of Node and Python split a handler at its last dot, and refuse every call of one that has none.',
  *check(input) {
    for (const fn of input.functions) {
      const { id, handler, runtime, code, environment } = fn
      const file = /^(?:[^.]*[^./])\.?$/.test(handler)
      // A wrapper decides by itself what it starts; a build may put a handler of its own in the place.
      const own = environment.AWS_LAMBDA_EXEC_WRAPPER !== undefined || code?.build !== undefined
      if (file && !own && /^(?:nodejs|python)/i.test(runtime))
        yield {
          path: sourcePath(fn, handler, input),
          message: `The handler of ${id} is "${handler}", which names no function.`,
          hint: `Write the file without its extension, a dot and the function: ${handler.replace(/\.$/, '')}.handler.`,
        }
    }
  },
}
