import { sourcePath } from '../source-path.ts'
import type { SharedRule } from './rule.ts'

export const missingCode: SharedRule = {
  code: 'E4002',
  title: 'Code that does not exist',
  why: 'The code of a function is packaged from this path.',
  *check(input) {
    for (const fn of input.functions) {
      const path = fn.code?.path
      if (path === undefined || input.look(path) !== undefined) continue
      yield {
        path: sourcePath(fn, path, input),
        message: `The code of ${fn.id} is to be in "${path}", where nothing is.`,
        hint: 'Paths are relative to the folder of the template.',
      }
    }
  },
}
