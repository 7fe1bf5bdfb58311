import type { Rule } from '../../../../model/dialect.ts'
import { isRecord, record, text } from '../../../../model/value.ts'
import { functionsOf } from './functions-of.ts'

/** Refuses names of variables that Function Compute does not take (https://www.alibabacloud.com/help/en/functioncompute/fc/environment-variables). */
export const variableName: Rule = {
  code: 'E4320',
  title: 'Name of an environment variable is not valid',
  why: 'Function Compute takes letters, digits and _ behind a letter, and keeps FC_ for itself.',
  *check({ resources }) {
    for (const { logicalId, body, path } of functionsOf(resources))
      for (const name of Object.keys(variables(body)).filter(isWrong))
        yield {
          path: [...path, 'Properties', 'EnvironmentVariables', name],
          part: 'key',
          message: `${logicalId} sets the variable "${name}", which Function Compute refuses.`,
          hint: 'Rename it: a letter first, then letters, digits and _, and no FC_ before it.',
        }
  },
}

/** Refuses environments that are larger than Function Compute takes. */
export const environmentSize: Rule = {
  code: 'E4321',
  title: 'Environment is too large',
  why: 'Function Compute takes 4 KB of environment variables.',
  *check({ resources }) {
    for (const { logicalId, body, path } of functionsOf(resources)) {
      const size = sizeOf(variables(body))
      if (size > 4096)
        yield {
          path: [...path, 'Properties', 'EnvironmentVariables'],
          part: 'key',
          message: `The environment variables of ${logicalId} are ${size} bytes long; Function Compute takes 4096.`,
          hint: 'Put large values into a file of the code, or into an object that the function reads.',
        }
    }
  },
}

function variables(body: Parameters<typeof record>[0]) {
  const { EnvironmentVariables = {} } = record(record(body).Properties)
  const isCall = isRecord(EnvironmentVariables) && Object.keys(EnvironmentVariables).some(isFunction)
  return isCall ? {} : record(EnvironmentVariables)
}

function isFunction(name: string): boolean {
  return name === 'Ref' || name.startsWith('Fn::')
}

function isWrong(name: string): boolean {
  return (!/^[A-Za-z]\w*$/.test(name) || name.startsWith('FC_')) && !name.includes('{{')
}

function bytesOf(word: string): number {
  return new TextEncoder().encode(word).length
}

/** Counts what is known before a deploy, which the whole is no smaller than. */
function sizeOf(values: ReturnType<typeof variables>): number {
  return Object.entries(values).reduce(
    (sum, [name, value]) => sum + bytesOf(name) + bytesOf(text(value) ?? ''),
    0,
  )
}
