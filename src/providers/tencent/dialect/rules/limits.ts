import type { Rule } from '../../../../model/dialect.ts'
import { record, text } from '../../../../model/value.ts'
import { type CheckedFunction, functionsIn } from './functions.ts'

/** Refuses settings of a function that are outside what SCF takes. */
export const functionLimits: Rule = {
  code: 'E4408',
  title: 'Function setting is outside the limits of SCF',
  why: 'The cloud refuses the function.',
  *check(input) {
    for (const checked of functionsIn(input)) {
      yield* memory(checked)
      yield* timeout(checked)
      yield* name(checked)
      yield* environment(checked)
    }
  },
}

function* memory({ fn, properties, place }: CheckedFunction) {
  const { MemorySize } = properties
  if (typeof MemorySize !== 'number') return
  if (MemorySize === 64 || (MemorySize % 128 === 0 && MemorySize >= 128 && MemorySize <= 3072)) return
  yield {
    path: place('MemorySize'),
    message: `${fn.logicalId} asks for ${MemorySize} MB.`,
    hint: 'Ask for 64, or for 128 to 3072 in steps of 128.',
  }
}

function* timeout({ fn, properties, place }: CheckedFunction) {
  const { Timeout } = properties
  if (typeof Timeout !== 'number' || (Timeout >= 1 && Timeout <= 900)) return
  yield {
    path: place('Timeout'),
    message: `${fn.logicalId} asks for ${Timeout} seconds.`,
    hint: 'Ask for 1 to 900.',
  }
}

function* name({ fn, properties }: CheckedFunction) {
  const { FunctionName } = properties
  const called = FunctionName === undefined ? fn.name : FunctionName
  if (typeof called !== 'string' || /^[A-Za-z][\w-]{0,58}[A-Za-z0-9]$/.test(called)) return
  yield {
    path: FunctionName === undefined ? fn.path : [...fn.path, 'Properties', 'FunctionName'],
    part: 'key' as const,
    message: `"${called}" cannot be the name of a function.`,
    hint: 'Take 2 to 60 letters, digits, "-" and "_"; the first is a letter, the last a letter or digit.',
  }
}

/** What variables may be called: cloud.tencent.com/document/product/583/30228. */
const reserved = /^(SCF_|QCLOUD_|TENCENTCLOUD_)/

function* environment({ fn, properties, place }: CheckedFunction) {
  const variables = Object.entries(record(record(properties.Environment).Variables))
  for (const [key] of variables)
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(key))
      yield {
        path: [...place('Environment'), 'Variables', key],
        part: 'key' as const,
        message: `"${key}" cannot be the name of a variable of ${fn.logicalId}.`,
        hint: 'Take letters, digits and "_", and a letter first.',
      }
    else if (reserved.test(key))
      yield {
        path: [...place('Environment'), 'Variables', key],
        part: 'key' as const,
        message: `${fn.logicalId} sets ${key}, whose prefix SCF keeps for itself.`,
        hint: 'Choose another name.',
      }
  const size = variables.reduce((sum, [key, value]) => sum + Buffer.byteLength(key + (text(value) ?? '')), 0)
  if (size > 4096)
    yield {
      path: place('Environment'),
      message: `The environment of ${fn.logicalId} takes ${size} bytes of at most 4096.`,
      hint: 'Keep large settings in a file of the code or in COS.',
    }
}
