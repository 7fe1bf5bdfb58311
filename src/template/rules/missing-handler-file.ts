import type { FunctionSpec } from '../../model/stack.ts'
import type { Finding } from '../../model/template.ts'
import { isList } from '../../model/value.ts'
import { sourcePath } from '../source-path.ts'
import type { SharedInput, SharedRule } from './rule.ts'

export const missingHandlerFile: SharedRule = {
  code: 'E4003',
  title: 'Handler file that does not exist',
  why: 'The cloud loads the handler from this file at the first invocation.',
  *check(input) {
    for (const { fn, file, later } of absent(input))
      if (later === undefined)
        yield {
          ...finding(fn, file, input),
          hint: 'A handler is the path of its file without the extension, a dot and the name of the function.',
        }
  },
}

/** A build or a layer may bring the file, and nobody knows before. */
export const handlerToCome: SharedRule = {
  code: 'W4003',
  title: 'Handler file that is not there yet',
  why: 'The cloud loads the handler from this file at the first invocation; a layer or a build has to bring it.',
  *check(input) {
    for (const { fn, file, later } of absent(input))
      if (later !== undefined) yield { ...finding(fn, file, input), hint: later }
  },
}

interface Absent {
  readonly fn: FunctionSpec
  readonly file: string
  /** What may still bring the file; absent where nothing does. */
  readonly later?: string
}

function* absent(input: SharedInput): Iterable<Absent> {
  for (const fn of input.functions) {
    const files = filesOf(fn)
    const [first] = files
    const folder = fn.code?.path ?? ''
    if (first === undefined || input.look(folder) !== 'folder') continue
    if (files.some(file => input.look(file) === 'file')) continue
    const later = bringer(fn, input, path => input.look(within(folder, path)))
    yield { fn, file: first, ...(later === undefined ? {} : { later }) }
  }
}

/** Lists the files that a handler may be in, the usual one first; none where nobody knows. */
export function filesOf(fn: FunctionSpec): readonly string[] {
  const folder = fn.code?.path
  // A wrapper decides by itself what it starts, and a handler that is an absolute path lies in a layer.
  const open = fn.handler.startsWith('/') || fn.environment.AWS_LAMBDA_EXEC_WRAPPER !== undefined
  return folder === undefined || open ? [] : candidates(fn).map(file => within(folder, file))
}

function within(folder: string, file: string): string {
  return `${folder.replace(/\/+$/, '')}/${file}`
}

function finding(fn: FunctionSpec, file: string, input: SharedInput): Omit<Finding, 'code'> {
  return {
    path: sourcePath(fn, fn.handler, input),
    message: `The handler of ${fn.id} is "${fn.handler}", but there is no file "${file}".`,
  }
}

/** Tells what may bring the file of a handler: a layer, or a compiler that was not run yet. */
function bringer(fn: FunctionSpec, input: SharedInput, look: SharedInput['look']): string | undefined {
  const { id, handler, runtime, code } = fn
  const { stack, unbuilt } = input
  const layers = stack?.resources[id]?.properties.Layers
  if (layers !== undefined && !(isList(layers) && layers.length === 0))
    return 'Check that one of its layers holds it.'
  if (!unbuilt) return undefined
  if (/^\.\/?$/.test(code?.path ?? '') && sourcePath(fn, code?.path ?? '', input).at(-1) === id)
    return 'Say where its code is; where the template does not, it is the folder of the template.'
  if (!/^nodejs/i.test(runtime)) return undefined
  const [stem = ''] = /^(?:.*\/)?[^./]*/.exec(handler) ?? []
  const source = ['ts', 'mts', 'cts', 'tsx', 'jsx'].some(extension => look(`${stem}.${extension}`) === 'file')
  const folder = /^(?:\.\/)?([^/]+)\//.exec(handler)?.[1]
  const output = folder !== undefined && look(folder) === undefined
  return source || output ? 'Build it before you deploy.' : undefined
}

/** Lists them within the folder of the code; none where only the build knows. */
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
