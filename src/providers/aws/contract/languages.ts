import type { Language } from '../../../model/contract.ts'

const languages: readonly (readonly [beginning: string, Language])[] = [
  ['java', 'java'],
  ['nodejs', 'node'],
  ['provided', 'program'],
  ['python', 'python'],
]

/** Gives what the local cloud starts functions of a runtime with, where it can. */
export function languageOf(runtime: string): Language | undefined {
  return languages.find(([beginning]) => runtime.startsWith(beginning))?.[1]
}
