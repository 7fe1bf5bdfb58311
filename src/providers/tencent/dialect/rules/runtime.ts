import type { Rule } from '../../../../model/dialect.ts'
import { retired, runtimeNamed, runtimeNames } from '../runtimes.ts'
import { functionsIn } from './functions.ts'

/** Warns of runtimes whose language gets no fixes any more. */
export const retiredRuntime: Rule = {
  code: 'W4401',
  title: 'Runtime gets no fixes any more',
  why: 'The makers of the language have stopped mending this version; SCF may refuse new functions with it.',
  *check(input) {
    for (const { fn, properties, place } of functionsIn(input)) {
      const name = typeof properties.Runtime === 'string' ? runtimeNamed(properties.Runtime) : undefined
      const found = name === undefined ? undefined : retired(name, input.today)
      if (found !== undefined)
        yield {
          path: place('Runtime'),
          message: `${fn.logicalId} runs on ${name}, which has had no fixes since ${found.since}.`,
          hint: `Move to ${found.instead}; SCF makes the function anew when its runtime changes.`,
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
      if (typeof Runtime !== 'string' || runtimeNamed(Runtime) !== undefined) continue
      yield {
        path: place('Runtime'),
        message: `${fn.logicalId} asks for the runtime "${Runtime}".`,
        hint: `Take one of ${alike(Runtime).join(', ')}.`,
      }
    }
  },
}

/** Names the runtimes of the language that a wrong name begins with, or all. */
function alike(written: string): readonly string[] {
  const language = /^[a-z]+/i.exec(written)?.[0].toLowerCase() ?? ''
  const found = runtimeNames.filter(name => language !== '' && name.toLowerCase().startsWith(language))
  return found.length > 0 ? found : runtimeNames
}
