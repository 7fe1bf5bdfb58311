import type { Rule } from '../../../../model/dialect.ts'
import { mayBeNew, retired, runtimeNamed, suggestedRuntimes } from '../../data/runtimes.ts'
import { functionsIn, isImage } from './functions.ts'

/** Warns of runtimes whose language gets no fixes any more. */
export const retiredRuntime: Rule = {
  code: 'W4401',
  title: 'Runtime gets no fixes any more',
  why: 'The makers of the language have stopped maintaining this version; SCF may refuse new functions with it.',
  *check(input) {
    for (const { fn, properties, place } of functionsIn(input)) {
      const name = typeof properties.Runtime === 'string' ? runtimeNamed(properties.Runtime) : undefined
      const found = name === undefined ? undefined : retired(name, input.today)
      if (found !== undefined)
        yield {
          path: place('Runtime'),
          message: `${fn.logicalId} runs on ${name}, which has had no fixes since ${found.since}.`,
          hint: `Move to ${found.instead}; SCF recreates the function when its runtime changes.`,
        }
    }
  },
}

/** Refuses runtimes that SCF does not have. */
export const unknownRuntime: Rule = {
  code: 'E4402',
  title: 'Runtime that SCF does not have',
  why: 'The cloud refuses the function.',
  *check(input) {
    for (const { fn, properties, place } of functionsIn(input)) {
      const { Runtime } = properties
      if (isImage(properties) || typeof Runtime !== 'string') continue
      if (runtimeNamed(Runtime) !== undefined || mayBeNew(Runtime)) continue
      yield {
        path: place('Runtime'),
        message: `${fn.logicalId} asks for the runtime "${Runtime}".`,
        hint: `Take one of ${alike(Runtime).join(', ')}.`,
      }
    }
  },
}

/** Warns of runtimes that may have come since the list was made. */
export const newRuntime: Rule = {
  code: 'W4412',
  title: 'Runtime that fnx does not know yet',
  why: 'It is newer than all that were known when this fnx was made; SCF may have it and may refuse it.',
  *check(input) {
    for (const { fn, properties, place } of functionsIn(input)) {
      const { Runtime } = properties
      if (typeof Runtime === 'string' && runtimeNamed(Runtime) === undefined && mayBeNew(Runtime))
        yield {
          path: place('Runtime'),
          message: `${fn.logicalId} asks for the runtime "${Runtime}", which is handed on as it is written.`,
          hint: `The newest that fnx knows: ${alike(Runtime).at(-1)}.`,
        }
    }
  },
}

/** Names the runtimes of the language that a wrong name begins with, or all. */
function alike(written: string): readonly string[] {
  const language = /^[a-z]+/i.exec(written)?.[0].toLowerCase() ?? ''
  const found = suggestedRuntimes.filter(name => language !== '' && name.toLowerCase().startsWith(language))
  return found.length > 0 ? found : suggestedRuntimes
}
