import type { Rule } from '../../../../model/dialect.ts'
import { isList, isRecord, own, type Properties, record, text, type Value } from '../../../../model/value.ts'

/** From https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html */
const things = [
  'AWS::EC2::AvailabilityZone::Name',
  'AWS::EC2::Image::Id',
  'AWS::EC2::Instance::Id',
  'AWS::EC2::KeyPair::KeyName',
  'AWS::EC2::SecurityGroup::GroupName',
  'AWS::EC2::SecurityGroup::Id',
  'AWS::EC2::Subnet::Id',
  'AWS::EC2::VPC::Id',
  'AWS::EC2::Volume::Id',
  'AWS::Route53::HostedZone::Id',
]
const lists = ['CommaDelimitedList', ...['String', ...things].map(type => `List<${type}>`)]
const values = ['String', ...things, ...lists].map(type => `AWS::SSM::Parameter::Value<${type}>`)
const types: ReadonlySet<string> = new Set([
  'String',
  'Number',
  'List<Number>',
  'AWS::SSM::Parameter::Name',
  ...things,
  ...lists,
  ...values,
])

const most = 200

/** Refuses declarations of parameters that CloudFormation would refuse, whatever values they get. */
export const parameterDeclaration: Rule = {
  code: 'E3030',
  title: 'Parameter that cannot be declared so',
  why: 'CloudFormation refuses a template with such a parameter.',
  *check({ template }) {
    const parameters = record(template.document.Parameters)
    const names = Object.keys(parameters).filter(name => !name.startsWith('Fn::'))
    if (names.length > most)
      yield {
        path: ['Parameters'],
        part: 'key',
        message: `The template has ${names.length} parameters.`,
        hint: `Declare ${most} at most.`,
      }
    for (const name of names) {
      const definition = parameters[name]
      if (!/^[A-Za-z0-9]+$/.test(name))
        yield {
          path: ['Parameters', name],
          part: 'key',
          message: `The name "${name}" of a parameter may have letters and digits alone.`,
        }
      if (isRecord(definition))
        for (const [key, message] of complaints(name, definition))
          yield { path: ['Parameters', name, ...key], message }
    }
  },
}

type Complaint = readonly [path: readonly (string | number)[], message: string]

/** What only some types have: a length is one of texts, and a number has bounds. */
const bounds: Readonly<Record<string, (type: string) => boolean>> = {
  AllowedPattern: type => type !== 'Number',
  MaxLength: type => type !== 'Number',
  MinLength: type => type !== 'Number',
  MaxValue: type => type === 'Number',
  MinValue: type => type === 'Number',
}

function* complaints(name: string, definition: Properties): Iterable<Complaint> {
  const { Type, Default, AllowedValues } = definition
  const type = text(Type)
  if (isRecord(Type)) yield [['Type'], `The type of parameter ${name} must be a text, but it is a map.`]
  if (type !== undefined && types.has(type))
    for (const key of Object.keys(definition))
      if (own(bounds, key)?.(type) === false)
        yield [[key], `Parameter ${name} is of type ${type}, which has no ${key}.`]
  if (type !== undefined && !types.has(type))
    yield [['Type'], `Parameter ${name} is of type ${type}, which CloudFormation does not know.`]
  if (Default !== undefined && text(Default) === undefined)
    yield [['Default'], `The default of parameter ${name} must be a text, but it is ${kindOf(Default)}.`]
  if (isList(AllowedValues))
    for (const [index, value] of AllowedValues.entries())
      if (text(value) === undefined)
        yield [['AllowedValues', index], `An allowed value of parameter ${name} is ${kindOf(value)}.`]
}

function kindOf(value: Value): string {
  return value === null ? 'empty' : isList(value) ? 'a list' : 'a map'
}
