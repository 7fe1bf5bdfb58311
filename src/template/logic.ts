import {
  callOf,
  canonical,
  isList,
  list,
  own,
  type Properties,
  record,
  text,
  type Value,
} from '../model/value.ts'

/** A condition by name, and whether it is to hold. */
export interface Wish {
  readonly condition: string
  readonly holds: boolean
}

/** Tells whether some values of the parameters make all wishes true; nothing is known (`true`) where there are too many. */
export function isPossible(wishes: readonly Wish[], document: Properties): boolean {
  const conditions = record(document.Conditions)
  const unknown = wishes.some(({ condition }) => !Object.hasOwn(conditions, condition))
  const choices = choicesOf(document, wishes)
  if (unknown || choices === undefined) return true
  return combinations(choices).some(world =>
    wishes.every(({ condition, holds }) => truth({ Condition: condition }, { conditions, world }) === holds),
  )
}

/** Tells whether a resource under a condition may be left out where all of the given conditions are as wished. */
export function mayBeLeftOut(condition: string, given: readonly Wish[], document: Properties): boolean {
  const conditions = record(document.Conditions)
  if (
    !Object.hasOwn(conditions, condition) ||
    choicesOf(document, [...given, { condition, holds: false }]) === undefined
  )
    return false
  return isPossible([...given, { condition, holds: false }], document)
}

/** What is compared, by its text, with the values that make a difference. */
type Choices = ReadonlyMap<string, readonly string[]>
type World = Readonly<Record<string, string>>

const other = '\0another'
const most = 4096

/** Lists what the conditions of wishes compare; nothing where it is too much to go through. */
function choicesOf(document: Properties, wishes: readonly Wish[]): Choices | undefined {
  const conditions = record(document.Conditions)
  const choices = new Map<string, Set<string>>()
  const seen = new Set<string>()
  const visit = (value: Value): boolean => {
    const { Condition } = record(value)
    if (typeof Condition === 'string') {
      if (seen.has(Condition)) return true
      seen.add(Condition)
      return Object.hasOwn(conditions, Condition) && visit(conditions[Condition] ?? null)
    }
    const { name, argument } = callOf(value) ?? { name: '', argument: null }
    if (name === 'Fn::Equals' && list(argument).length === 2) {
      const [subject, literal] = comparison(list(argument))
      const known = choices.get(subject) ?? new Set(allowed(subject, document))
      choices.set(subject, known.add(literal))
      return true
    }
    return ['Fn::And', 'Fn::Or', 'Fn::Not'].includes(name) && isList(argument) && argument.every(visit)
  }
  if (!wishes.every(({ condition }) => visit({ Condition: condition }))) return undefined
  const size = [...choices.values()].reduce((product, values) => product * values.size, 1)
  return size > most ? undefined : new Map([...choices].map(([subject, values]) => [subject, [...values]]))
}

/** A parameter has its allowed values, and otherwise any other value, too. */
function allowed(subject: string, { Parameters }: Properties): readonly string[] {
  const name = /^\{"Ref":"(\w+)"\}$/.exec(subject)?.[1]
  const values = list(record(own(record(Parameters), name ?? '')).AllowedValues)
  return values.length > 0 ? values.map(value => text(value) ?? other) : [other]
}

/** Of two sides one is looked at and one is a text; two calls are compared as a whole. */
function comparison([left = null, right = null]: readonly Value[]): readonly [
  subject: string,
  literal: string,
] {
  const [one, two] = [text(left), text(right)]
  if (two !== undefined && one === undefined) return [canonical(left), two]
  if (one !== undefined && two === undefined) return [canonical(right), one]
  if (one !== undefined && two !== undefined) return [`"${one}"`, one === two ? other : two]
  return [canonical([left, right]), 'equal']
}

function combinations(choices: Choices): readonly World[] {
  return [...choices].reduce<readonly World[]>(
    (worlds, [subject, values]) =>
      worlds.flatMap(world => values.map(value => ({ ...world, [subject]: value }))),
    [{}],
  )
}

interface Given {
  readonly conditions: Properties
  readonly world: World
}

function truth(value: Value, given: Given): boolean {
  const { Condition } = record(value)
  if (typeof Condition === 'string') return truth(own(given.conditions, Condition) ?? null, given)
  const { name, argument } = callOf(value) ?? { name: '', argument: null }
  const parts = list(argument)
  if (name === 'Fn::Not') return !truth(parts[0] ?? null, given)
  if (name === 'Fn::And') return parts.every(part => truth(part, given))
  if (name === 'Fn::Or') return parts.some(part => truth(part, given))
  const [subject, literal] = comparison(parts)
  return given.world[subject] === literal
}
