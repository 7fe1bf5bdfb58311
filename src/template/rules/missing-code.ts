import type { Coded } from '../../model/stack.ts'
import type { Finding } from '../../model/template.ts'
import { own, text } from '../../model/value.ts'
import { filesIn } from '../inline-files.ts'
import { sourcePath } from '../source-path.ts'
import type { SharedInput, SharedRule } from './rule.ts'

export const missingCode: SharedRule = {
  code: 'E4002',
  title: 'Code that does not exist',
  why: 'The code of a function or a layer is packaged from this path.',
  check: input => (input.unbuilt ? [] : absent(input, 'Paths are relative to the folder of the template.')),
}

/** Who checks a template before a build, as in a hook of git, does nothing wrong. */
export const codeToBuild: SharedRule = {
  code: 'W4002',
  title: 'Code that is not there yet',
  why: 'A deploy packages the code of a function or a layer from this path; until then a build may put it there.',
  check: input => (input.unbuilt ? absent(input, 'Build it before you deploy, or fix the path.') : []),
}

/** Neither a build nor a deploy can read it: that is an error before both. */
export const unreadableCode: SharedRule = {
  code: 'E4008',
  title: 'Code that cannot be read',
  why: 'The code of a function is packaged from this path, which leads round in a circle or is closed to this user.',
  *check(input) {
    for (const fn of input.functions) {
      const path = fn.code?.path
      if (path === undefined || input.look(path) !== 'unreadable') continue
      yield {
        path: sourcePath(fn, path, input),
        message: `The code of ${fn.id} is in "${path}", which cannot be read.`,
        hint: 'Look where its symbolic links lead, and whether you may read it.',
      }
    }
  },
}

function* absent(input: SharedInput, hint: string): Iterable<Omit<Finding, 'code'>> {
  for (const coded of [...input.functions, ...input.layers]) {
    const path = coded.code?.path
    if (path === undefined || input.look(path) !== undefined) continue
    const message = `The code of ${nameOf(coded, input)} is to be in "${path}", where nothing is.`
    yield { path: sourcePath(coded, path, input), message, hint }
  }
  if (input.stack === undefined) return
  for (const { logicalId, path } of filesIn(input.stack, input.dialect.inlined)) {
    const holder = { id: logicalId }
    const what = `What ${nameOf(holder, input)} is defined by is to be in "${path}"`
    const isThere = input.look(path) === 'file'
    yield {
      path: sourcePath(holder, path, input),
      message: `${what}, ${isThere ? 'which cannot be taken' : 'where no file is'}.`,
      hint: isThere ? 'Give it a relative path, and no more than 1 MB.' : hint,
    }
  }
}

/** A layer is known by the name that the template gives, not by the one that it is expanded to. */
function nameOf({ id }: Pick<Coded, 'id'>, { stack }: SharedInput): string {
  return text(own(stack?.resources ?? {}, id)?.origin[1]) ?? id
}
