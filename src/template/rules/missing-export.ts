import type { FunctionSpec } from '../../model/stack.ts'
import { mayGive } from '../exported-names.ts'
import { sourcePath } from '../source-path.ts'
import { filesOf } from './missing-handler-file.ts'
import type { SharedInput, SharedRule } from './rule.ts'

/** Finds handlers whose file is there and has no function of their name; one that reading leaves open is let be. */
export const missingExport: SharedRule = {
  code: 'E4007',
  title: 'Handler that its file does not have',
  why: 'The runtime loads the file and looks for this name in it; every call fails where there is none.',
  *check(input) {
    for (const fn of input.functions) {
      const language = /^python/i.test(fn.runtime) ? 'python' : 'node'
      const [file, name, text] = loaded(fn, input) ?? []
      if (file === undefined || name === undefined || text === undefined) continue
      if (!/^[A-Za-z_$][\w$]*$/.test(name) || mayGive(name, text, language)) continue
      const form = language === 'node' ? `exports.${name} = …` : `def ${name}(event, context):`
      yield {
        path: sourcePath(fn, fn.handler, input),
        message: `The handler of ${fn.id} is "${fn.handler}", but "${file}" gives nothing of the name "${name}".`,
        hint: `Name a function of the file, or write it there: ${form}`,
      }
    }
  },
}

/** Gives the file that a handler is in, the name that it asks of it, and its text; where several files could be meant, nothing. */
function loaded(
  fn: FunctionSpec,
  { look, readText }: SharedInput,
): readonly [string, string, string] | undefined {
  const files = filesOf(fn).filter(file => look(file) === 'file')
  const [file = ''] = files
  const text = files.length === 1 ? readText?.(file) : undefined
  const name = /^(?:.*\/)?[^/]*?\.(.*)$/.exec(fn.handler)?.[1]
  if (text === undefined || name === undefined) return undefined
  // Node splits at the first dot behind the last slash and looks further in what it finds, Python splits at the last.
  const parts = name.split('.')
  return [file, (/^python/i.test(fn.runtime) ? parts.at(-1) : parts[0]) ?? '', text]
}
