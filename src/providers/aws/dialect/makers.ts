import { serverlessApi } from './api.ts'
import { serverlessFunction } from './function.ts'
import { serverlessHttpApi } from './http-api.ts'
import { simpleTable } from './simple-table.ts'
import type { Maker } from './work.ts'

/** The resource types of the transform, in the order in which they are worked on. */
export const makers: readonly Maker[] = [serverlessFunction, serverlessApi, serverlessHttpApi, simpleTable]
