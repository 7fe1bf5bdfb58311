import type { Language } from '../../model/contract.ts'
import { java } from './java.ts'
import { node } from './node.ts'
import { program } from './program.ts'
import { python } from './python.ts'
import type { Runtime } from './runtime.ts'

/** The languages that the local cloud runs. */
export const runtimes: Readonly<Record<Language, Runtime>> = { java, node, program, python }
