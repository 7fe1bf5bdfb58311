import type { Rule } from '../../../../model/dialect.ts'
import { functionsIn, isImage } from './functions.ts'

/** Refuses functions that lack what SCF cannot do without, neither of their own nor from Globals. */
export const missingSettings: Rule = {
  code: 'E4411',
  title: 'Function lacks a setting',
  why: 'The cloud refuses a function without handler, runtime or code.',
  *check(input) {
    for (const { fn, properties } of functionsIn(input)) {
      if (isImage(properties)) continue
      const { Handler, Runtime, CodeUri, LocalZipFile, Type } = properties
      const lacking = [
        ...(Handler === undefined && Type !== 'HTTP' ? ['Handler'] : []),
        ...(Runtime === undefined ? ['Runtime'] : []),
        ...(CodeUri === undefined && LocalZipFile === undefined ? ['CodeUri'] : []),
      ]
      if (lacking.length > 0)
        yield {
          path: fn.path,
          part: 'key',
          message: `${fn.logicalId} has no ${lacking.join(' and no ')}.`,
          hint: `Write ${lacking.length > 1 ? 'them' : 'it'} under Properties, or under Function in Globals.`,
        }
    }
  },
}
