import type { Finding } from '../../model/template.ts'
import { sourcePath } from '../source-path.ts'
import type { SharedInput, SharedRule } from './rule.ts'

export const missingCode: SharedRule = {
  code: 'E4002',
  title: 'Code that does not exist',
  why: 'The code of a function is packaged from this path.',
  check: input => (input.unbuilt ? [] : absent(input, 'Paths are relative to the folder of the template.')),
}

/** Who checks a template before a build, as in a hook of git, does nothing wrong. */
export const codeToBuild: SharedRule = {
  code: 'W4002',
  title: 'Code that is not there yet',
  why: 'A deploy packages the code of a function from this path; until then a build may put it there.',
  check: input => (input.unbuilt ? absent(input, 'Build it before you deploy, or fix the path.') : []),
}

function* absent(input: SharedInput, hint: string): Iterable<Omit<Finding, 'code'>> {
  for (const fn of input.functions) {
    const path = fn.code?.path
    if (path === undefined || input.look(path) !== undefined) continue
    const message = `The code of ${fn.id} is to be in "${path}", where nothing is.`
    yield { path: sourcePath(fn, path, input), message, hint }
  }
}
