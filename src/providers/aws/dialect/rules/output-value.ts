import type { Rule, RuleInput } from '../../../../model/provider.ts'
import {
  callOf,
  holes,
  isList,
  isRecord,
  list,
  type Path,
  record,
  type Value,
} from '../../../../model/value.ts'

/** Refuses outputs that are known to be no text. */
export const outputValue: Rule = {
  code: 'E4214',
  title: 'Output that is no text',
  why: 'CloudFormation gives texts alone as outputs.',
  *check(input) {
    for (const [name, output] of Object.entries(record(input.template.document.Outputs))) {
      const path = ['Outputs', name, 'Value']
      for (const [place, what] of misfits(record(output).Value ?? null, path, input))
        yield {
          path: place,
          message: `Output ${name} is to be ${what}.`,
          hint: 'Choose an entry with Fn::Select, or make one text of it with Fn::Join.',
        }
    }
  },
}

function* misfits(value: Value, path: Path, input: RuleInput): Iterable<readonly [Path, string]> {
  const call = callOf(value)
  if (call === undefined) {
    if (isList(value)) yield [path, 'a list']
    // A macro may make a text of it.
    else if (isRecord(value) && !Object.keys(value).some(isCallName)) yield [path, 'a map']
    return
  }
  const { name, argument } = call
  const inside = [...path, name]
  if (name === 'Fn::If' && isList(argument))
    for (const index of [1, 2]) yield* misfits(argument[index] ?? '', [...inside, index], input)
  const kind = name === 'Fn::GetAtt' ? kindOf(attributeIn(argument), input) : undefined
  if (kind !== undefined) yield [inside, `"${attributeIn(argument)}", which is ${kind}`]
  const text = isList(argument) ? argument[0] : argument
  if (name === 'Fn::Sub' && typeof text === 'string')
    for (const hole of holes(text)) {
      const within = kindOf(hole, input)
      if (within !== undefined) yield [inside, `a text with "${hole}", which is ${within}`]
    }
}

function isCallName(key: string): boolean {
  return key === 'Ref' || key === 'Condition' || key.startsWith('Fn::')
}

function attributeIn(argument: Value): string {
  return typeof argument === 'string' ? argument : list(argument).map(String).join('.')
}

/** Says in words what an attribute is, when that is no text. */
function kindOf(name: string, { deployed, types }: RuleInput): string | undefined {
  const dot = name.indexOf('.')
  const id = name.slice(0, dot)
  if (dot < 0 || !Object.hasOwn(deployed, id)) return undefined
  const kind = types.typeOf(deployed[id] ?? '')?.attributes?.[name.slice(dot + 1)]
  return kind === 'array' ? 'a list' : kind === 'object' ? 'a map' : undefined
}
