import { at, isList, list, type Path, type Properties, record, text, type Value } from '../../model/value.ts'
import { mayBeLeftOut, type Wish } from '../logic.ts'
import type { SharedInput, SharedRule } from './rule.ts'

/** Refuses to wait for what a condition may leave out. */
export const leftOutDependency: SharedRule = {
  code: 'E3043',
  title: 'DependsOn names what a condition may leave out',
  why: 'Where the condition does not hold there is nothing to wait for, and the cloud refuses the template.',
  *check(input) {
    const conditions = conditionsOf(input)
    for (const { logicalId, body, path } of input.resources)
      for (const [place, name] of dependencies(body.DependsOn, [...path, 'DependsOn'])) {
        const condition = conditions.get(name)
        const given = wishesAt(path, input.template.document)
        if (condition !== undefined && mayBeLeftOut(condition, given, input.template.document))
          yield {
            path: place,
            message: `${logicalId} depends on ${name}, which is not there where the condition ${condition} does not hold.`,
            hint: `Give ${logicalId} the condition, too, or depend on what is always there.`,
          }
      }
  },
}

/** Warns of values that are taken from what a condition may leave out. */
export const leftOutReference: SharedRule = {
  code: 'W3045',
  title: 'Reference to what a condition may leave out',
  why: 'Where the condition does not hold there is nothing to refer to, and the cloud refuses the template.',
  *check(input) {
    const conditions = conditionsOf(input)
    const { document } = input.template
    for (const { logicalId, path } of input.references) {
      const condition = conditions.get(logicalId.split('.', 1)[0] ?? '')
      if (condition === undefined || !['Resources', 'Outputs'].includes(String(path[0]))) continue
      if (mayBeLeftOut(condition, wishesAt(path, document), document))
        yield {
          path,
          message: `${String(path[1])} refers to ${logicalId}, which is not there where the condition ${condition} does not hold.`,
          hint: 'Choose with Fn::If, or give both the same condition.',
        }
    }
  },
}

/** Gives, by logical ID, the conditions that are still open: what is known to be left out is said where it is known. */
function conditionsOf({ resources, conditions }: SharedInput): ReadonlyMap<string, string> {
  return new Map(
    resources.flatMap(({ logicalId, body }) => {
      const condition = text(body.Condition)
      return condition === undefined || Object.hasOwn(conditions, condition)
        ? []
        : [[logicalId, condition] as const]
    }),
  )
}

/** Gives what holds at a place: the condition of its resource or output, and those of each Fn::If on the way. */
function wishesAt(path: Path, document: Properties): readonly Wish[] {
  const own = text(record(at(document, path.slice(0, 2))).Condition)
  const chosen = path.flatMap((step, index): Wish[] => {
    const branch = path[index + 1]
    if (step !== 'Fn::If' || (branch !== 1 && branch !== 2)) return []
    const [condition] = list(at(document, path.slice(0, index + 1)))
    return typeof condition === 'string' ? [{ condition, holds: branch === 1 }] : []
  })
  return own === undefined ? chosen : [{ condition: own, holds: true }, ...chosen]
}

function* dependencies(value: Value | undefined, path: Path): Iterable<readonly [Path, string]> {
  if (typeof value === 'string') yield [path, value]
  if (!isList(value)) return
  for (const [index, name] of value.entries()) if (typeof name === 'string') yield [[...path, index], name]
}
