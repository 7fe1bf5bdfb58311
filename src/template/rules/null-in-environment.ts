import { sourcePath } from '../source-path.ts'
import type { SharedRule } from './rule.ts'

export const nullInEnvironment: SharedRule = {
  code: 'E4004',
  title: 'Environment variable that no process can have',
  why: 'An operating system ends a variable at its first NUL, and refuses to start a process with one.',
  *check(input) {
    for (const fn of input.functions)
      for (const [name, value] of Object.entries(fn.environment))
        if (name.includes('\0') || value.includes('\0'))
          yield {
            path: sourcePath(fn, value, input),
            message: `The variable ${name} of ${fn.id} holds a NUL character.`,
            hint: 'Leave it out, or encode the value, such as in Base64.',
          }
  },
}
