import type { InvokeOutcome } from '../model/contract.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { type FunctionSpec, placeOfFunction } from '../model/stack.ts'

/** Says why a function failed that would not have, had it seen more of this machine than its code. */
export function hintOf(spec: FunctionSpec, { failure, payload }: InvokeOutcome): Diagnostic | undefined {
  if (failure?.kind !== 'init' && failure?.kind !== 'handler') return undefined
  const text = Buffer.from(payload).toString()
  for (const { pattern, says, hint } of patterns) {
    const found = pattern.exec(text)
    if (found === null) continue
    const message = `${spec.id} ${says(found[1] ?? '')}.`
    return { code: 'W9003', message, hint, ...placeOfFunction(spec) }
  }
  return undefined
}

interface Pattern {
  readonly pattern: RegExp
  says(name: string): string
  readonly hint: string
}

const patterns: readonly Pattern[] = [
  {
    pattern: /Cannot find (?:module|package) '([^'./][^']*)'/,
    says: name => `asks for the module "${name}", which is not in its code`,
    hint: 'Name it in the package.json beside the code and install it there; what lies above is not deployed.',
  },
  {
    pattern: /No module named '([^']+)'/,
    says: name => `asks for the module "${name}", which is not in its code`,
    hint: 'Name it in the requirements.txt beside the code; what this machine has is not deployed.',
  },
  {
    pattern: /Unexpected token 'export'|Cannot use import statement outside a module/,
    says: () => 'has an ES module in a file that is read as CommonJS',
    hint: 'Put a package.json with "type": "module" beside the code, or name the file .mjs.',
  },
  {
    pattern: /(?:exports|module|require) is not defined in ES module scope/,
    says: () => 'has CommonJS in a file that is read as an ES module',
    hint: 'Leave "type": "module" out of the package.json beside the code, or name the file .cjs.',
  },
  {
    pattern: /EROFS|Read-only file system/,
    says: () => 'writes where the clouds let no function write',
    hint: 'Write to /tmp.',
  },
]
