import { Document, Scalar, visit } from 'yaml'
import type { Value } from '../../model/value.ts'
import { plainValue } from './scalars.ts'

/**
 * Writes a value as YAML that reads back equal for the clouds too, which read YAML 1.1: a text that it would take for a
 * number, a date, a truth or a mark of its own is put in quotes.
 */
export function yamlText(value: Value): string {
  const document = new Document(value, { version: '1.1', aliasDuplicateObjects: false })
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && isRead(node.value)) node.type = Scalar.QUOTE_SINGLE
    },
  })
  // The version is for the choice of quotes; a line that declares it is no part of a template.
  return document.toString({ lineWidth: 0, singleQuote: true, directives: false })
}

/** Tells whether a reader makes something else of a plain text: the marks of YAML 1.1, and numbers of 1.2. */
function isRead(text: string): boolean {
  return text === '=' || text === '<<' || plainValue(text) !== text
}
