import type { FunctionSpec } from '../../model/stack.ts'
import { sourcePath } from '../source-path.ts'
import type { SharedRule } from './rule.ts'

export const missingHandlerFile: SharedRule = {
  code: 'E4003',
  title: 'Handler file that does not exist',
  why: 'The cloud loads the handler from this file at the first invocation.',
  *check(input) {
    for (const fn of input.functions) {
      const folder = fn.code?.path
      if (folder === undefined || input.look(folder) !== 'folder') continue
      const files = candidates(fn).map(file => `${folder.replace(/\/+$/, '')}/${file}`)
      const [first] = files
      if (first === undefined || files.some(file => input.look(file) === 'file')) continue
      yield {
        path: sourcePath(fn, fn.handler, input),
        message: `The handler of ${fn.id} is "${fn.handler}", but there is no file "${first}".`,
        hint: 'A handler is the path of its file without the extension, a dot and the name of the function.',
      }
    }
  },
}

/** Lists the files that a handler may be in, the usual one first; none where only the build knows. */
function candidates({ runtime, handler, code }: FunctionSpec): readonly string[] {
  const built = code?.build !== undefined
  if (built && (code.build?.BuildMethod !== 'esbuild' || code.build.BuildProperties !== undefined)) return []
  const [, module] = /^(.*?)\.[^./]*$/.exec(handler) ?? []
  if (module === undefined || module === '') return []
  if (/^python/i.test(runtime)) return pythonFiles(module)
  if (!/^nodejs/i.test(runtime)) return []
  const slash = module.lastIndexOf('/') + 1
  const [base = ''] = module.slice(slash).split('.')
  const stem = module.slice(0, slash) + base
  const extensions = ['js', 'mjs', 'cjs', ...(built ? ['ts', 'mts', 'cts', 'tsx', 'jsx'] : [])]
  return extensions.map(extension => `${stem}.${extension}`)
}

function pythonFiles(module: string): readonly string[] {
  const stem = module.replaceAll('.', '/')
  return [`${stem}.py`, `${stem}/__init__.py`]
}
