import { attributeIn, publishedKind } from '../../../../model/attribute.ts'
import type { Rule, RuleInput } from '../../../../model/dialect.ts'
import {
  callOf,
  holes,
  isCall,
  isList,
  isRecord,
  list,
  own,
  type Path,
  record,
  type Value,
} from '../../../../model/value.ts'

/** Refuses outputs that are known to be no text. */
export const outputValue: Rule = {
  code: 'E4214',
  title: 'Output that is not text',
  why: 'CloudFormation takes texts alone for outputs and what they are made of; an attribute that is a number is not one.',
  *check(input) {
    for (const [name, output] of Object.entries(record(input.template.document.Outputs))) {
      const path = ['Outputs', name, 'Value']
      for (const [place, what] of misfits(record(output).Value ?? null, path, input))
        yield {
          path: place,
          message: `Output ${name} is to be ${what}.`,
          hint: 'Give a text: of a list, Fn::Join makes one and Fn::Select chooses one.',
        }
    }
  },
}

type Misfit = readonly [path: Path, what: string]

function* misfits(value: Value, path: Path, input: RuleInput): Iterable<Misfit> {
  const call = callOf(value)
  if (call === undefined) {
    if (isList(value)) yield [path, 'a list']
    // A macro may make a text of it.
    else if (isRecord(value) && !Object.keys(value).some(isCallName)) yield [path, 'a map']
    return
  }
  const { name, argument } = call
  const inside = [...path, name]
  if (name === 'Fn::If') yield* parts(argument, [1, 2], { path: inside, input })
  if (name === 'Fn::Join') yield* joined(argument, inside, input)
  if (name === 'Fn::Sub') yield* substituted(argument, inside, input)
  const kind = name === 'Fn::GetAtt' ? kindOf(attributeIn(argument), input) : undefined
  if (kind !== undefined) yield [inside, `"${attributeIn(argument)}", which is ${kind}`]
}

interface Place {
  readonly path: Path
  readonly input: RuleInput
}

function* parts(
  value: Value | undefined,
  indexes: Iterable<number>,
  { path, input }: Place,
): Iterable<Misfit> {
  if (!isList(value)) return
  for (const index of indexes)
    if (isCall(value[index])) yield* misfits(value[index] ?? null, [...path, index], input)
}

/** Joining makes a text of texts alone. */
function* joined(argument: Value, path: Path, input: RuleInput): Iterable<Misfit> {
  const items = list(argument)[1]
  if (isList(items)) yield* parts(items, items.keys(), { path: [...path, 1], input })
}

function* substituted(argument: Value, path: Path, input: RuleInput): Iterable<Misfit> {
  const [template, variables] = isList(argument) ? argument : [argument]
  const own = record(variables)
  for (const [name, value] of Object.entries(own))
    if (isCall(value)) yield* misfits(value, [...path, 1, name], input)
  if (typeof template !== 'string') return
  for (const hole of holes(template)) {
    const kind = Object.hasOwn(own, hole) ? undefined : kindOf(hole, input)
    if (kind !== undefined) yield [path, `a text with "${hole}", which is ${kind}`]
  }
}

function isCallName(key: string): boolean {
  return key === 'Ref' || key === 'Condition' || key.startsWith('Fn::')
}

/** Says in words what an attribute is, when that is no text. */
function kindOf(name: string, input: RuleInput): string | undefined {
  return own(kinds, publishedKind(name, input) ?? '')
}

const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a map',
  integer: 'a number',
  number: 'a number',
  boolean: 'true or false',
}
