import type { Rule } from '../../../../model/dialect.ts'
import { didYouMean } from '../../../../model/similar.ts'
import { childrenOf, isNearly, kindOf, kinds, typeOf } from '../kind.ts'
import { written } from '../written.ts'

/** Refuses types that the transform does not have, or not where they stand. */
export const unknownType: Rule = {
  code: 'E4319',
  title: 'Type of the transform does not exist',
  why: 'What is of no type is not deployed, and what was deployed from it would be deleted.',
  *check({ template }) {
    for (const { logicalId, type, path, parent } of written(template.document)) {
      const kind = kindOf(type) ?? (isNearly(type) ? type : undefined)
      if (kind === undefined) continue
      const fitting = parent === undefined ? topKinds : childrenOf(kindOf(parent.type) ?? '')
      if (fitting.includes(kind)) continue
      const known = kinds.includes(kind)
      const place = parent === undefined ? 'under Resources' : `in ${parent.logicalId}`
      yield {
        path: [...path, 'Type'],
        message: `${logicalId} is of type ${type}, which ${known ? `does not stand ${place}` : 'does not exist'}.`,
        ...(known ? {} : didYouMean(type, fitting.map(typeOf))),
      }
    }
  },
}

const topKinds = kinds.filter(kind => !kind.includes('::'))
