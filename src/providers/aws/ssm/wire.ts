import type { WireCall } from '../../../model/operation.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { list, record, text } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { keptTags, shownTags, withoutTags, withTags } from '../protocols/kept-tags.ts'
import { page } from '../protocols/page.ts'
import { arn, entriesIn, entry, keyIn } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { targetRefusal, targetService } from '../protocols/target.ts'

/** The table of parameters. */
export const parameterTable = 'aws.ssm.parameters'
const on = targetService('ssm')

/** Systems Manager's calls on parameters; each keeps the values that it had, by version. */
const parameters = [
  on('PutParameter', (call, input) => {
    const name = String(input.Name)
    const known = entry(call.store, parameterTable, keyIn(call, name))
    checkParameter(input, known)
    const Version = Number(known?.Version ?? 0) + 1
    const Type = input.Type ?? known?.Type ?? 'String'
    const LastModifiedDate = call.now.getTime() / 1000
    const { Description = known?.Description, AllowedPattern = known?.AllowedPattern } = input
    const value = { Value: input.Value ?? '', Type, LastModifiedDate }
    call.store.put(parameterTable, keyIn(call, name), {
      Name: name,
      Type,
      Version,
      LastModifiedDate,
      ...(Description === undefined ? {} : { Description }),
      ...(AllowedPattern === undefined ? {} : { AllowedPattern }),
      arn: arnOf(call, name),
      DataType: input.DataType ?? known?.DataType ?? 'text',
      Tier: input.Tier ?? known?.Tier ?? 'Standard',
      tags: known?.tags ?? keptTags(input.Tags),
      values: { ...record(known?.values), [Version]: value },
    })
    return { Version, Tier: input.Tier ?? known?.Tier ?? 'Standard' }
  }),
  on('GetParameter', (call, { Name, WithDecryption }) => {
    const found = read(call, String(Name), WithDecryption === true)
    if (found === undefined) throw notFound()
    return { Parameter: found }
  }),
  on('GetParameters', (call, { Names, WithDecryption }) => {
    const names = list(Names).map(String)
    if (names.length > 10) throw invalid(`Member must have length less than or equal to 10.`)
    const found = names.map(name => [name, read(call, name, WithDecryption === true)] as const)
    return {
      Parameters: found.flatMap(([, parameter]) => (parameter === undefined ? [] : [parameter])),
      InvalidParameters: found.flatMap(([name, parameter]) => (parameter === undefined ? [name] : [])),
    }
  }),
  on('GetParametersByPath', (call, input) => {
    const below = `${String(input.Path).replace(/\/$/, '')}/`
    const fitting = entriesIn(call, parameterTable).filter(({ Name }) => {
      const rest = String(Name).startsWith(below) ? String(Name).slice(below.length) : undefined
      return rest !== undefined && (input.Recursive === true || !rest.includes('/'))
    })
    const { items, next } = page(fitting, input)
    return { Parameters: items.map(found => shown(call, found, input.WithDecryption === true)), ...next }
  }),
  on('DescribeParameters', (call, { ParameterFilters, ...input }) => {
    const fitting = entriesIn(call, parameterTable).filter(({ Name }) =>
      list(ParameterFilters).every(filter => isNamed(record(filter), Name ?? '')),
    )
    const { items, next } = page(fitting, { MaxResults: 50, ...input })
    return {
      Parameters: items.map(({ tags: _, values: __, arn: ARN = '', ...about }) => ({ ...about, ARN })),
      ...next,
    }
  }),
  on('DeleteParameter', (call, { Name }) => {
    if (!call.store.delete(parameterTable, keyIn(call, String(Name)))) throw notFound()
    return {}
  }),
  on('ListTagsForResource', (call, input) => ({ TagList: shownTags(tagged(call, input)) })),
  on('AddTagsToResource', (call, input) => {
    save(call, withTags(tagged(call, input), input.Tags))
    return {}
  }),
  on('RemoveTagsFromResource', (call, input) => {
    save(call, withoutTags(tagged(call, input), input.TagKeys))
    return {}
  }),
  on('DeleteParameters', (call, { Names }) => {
    const gone = list(Names).filter(name => call.store.delete(parameterTable, keyIn(call, String(name))))
    return { DeletedParameters: gone, InvalidParameters: list(Names).filter(name => !gone.includes(name)) }
  }),
]

/** Names are all that parameters are filtered by here. */
function isNamed({ Key, Option = 'Equals', Values }: Properties, name: Value): boolean {
  if (Key !== 'Name' || Option !== 'Equals')
    throw fault(501, 'NotImplemented', 'The local cloud of fnx filters parameters by their names alone.')
  return list(Values).includes(name)
}

function invalid(message: string): Error {
  return fault(400, 'ValidationException', message)
}

function save(call: WireCall, found: Properties): void {
  call.store.put(parameterTable, keyIn(call, String(found.Name)), found)
}

/** Finds what a call on tags is about: of Systems Manager the local cloud has parameters. */
function tagged(call: WireCall, { ResourceId }: Properties): Properties {
  const found = entry(call.store, parameterTable, keyIn(call, String(ResourceId)))
  if (found === undefined) throw fault(400, 'InvalidResourceId', '')
  return found
}

function notFound(): Error {
  return fault(400, 'ParameterNotFound', '')
}

function checkParameter(input: Properties, known: Properties | undefined): void {
  if (!/^(?!\/?(aws|ssm)\b)[/\w.-]{1,1011}$/i.test(String(input.Name)))
    throw invalid(`Parameter name ${String(input.Name)} is not valid.`)
  if (text(input.Value) === undefined || input.Value === '') throw invalid('A parameter needs a value.')
  if (!['', '[{}]'].includes(text(input.Policies) ?? ''))
    throw fault(501, 'NotImplemented', 'The local cloud of fnx knows no policies of parameters.')
  if (!fits(input.AllowedPattern ?? known?.AllowedPattern, input.Value))
    throw fault(400, 'ParameterPatternMismatchException', 'The value does not match the allowed pattern.')
  if (known !== undefined && input.Overwrite !== true)
    throw fault(
      400,
      'ParameterAlreadyExists',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    )
  if (known === undefined && input.Type === undefined)
    throw invalid('A parameter type is required when you create a parameter.')
  if (input.Type !== undefined && !['String', 'StringList', 'SecureString'].includes(String(input.Type)))
    throw fault(400, 'UnsupportedParameterType', 'The parameter type is not supported.')
}

function fits(pattern: Value | undefined, value: Value | undefined): boolean {
  return pattern === undefined || pattern === '' || new RegExp(`^(?:${String(pattern)})$`).test(String(value))
}

/** Reads `name`, `name:3` or the ARN of a parameter. */
function read(call: WireCall, asked: string, decrypted: boolean): Properties | undefined {
  const [, written = '', version] = /^(.*?)(?::(\d+))?$/.exec(asked) ?? []
  const own = /^arn:[\w-]+:ssm:[\w-]+:\d*:parameter(\/.*)$/.exec(written)?.[1]
  const name = own === undefined ? written : named(call, own)
  const found = entry(call.store, parameterTable, keyIn(call, name))
  if (found === undefined) return undefined
  if (version === undefined) return shown(call, found, decrypted)
  if (record(found.values)[version] === undefined) return undefined
  return { ...shown(call, { ...found, Version: Number(version) }, decrypted), Selector: `:${version}` }
}

/** The ARN of a name without a slash has one all the same. */
function named(call: WireCall, path: string): string {
  const whole = entry(call.store, parameterTable, keyIn(call, path)) !== undefined
  return whole ? path : path.slice(1)
}

function shown(call: WireCall, found: Properties, decrypted: boolean): Properties {
  const version = record(record(found.values)[String(found.Version)])
  const name = String(found.Name)
  const { Value: value = '', Type = 'String', LastModifiedDate = 0 } = version
  return {
    Name: name,
    Type,
    Value: Type === 'SecureString' && !decrypted ? sealed(value) : value,
    Version: found.Version ?? 1,
    LastModifiedDate,
    ARN: arnOf(call, name),
    DataType: found.DataType ?? 'text',
  }
}

function arnOf(call: WireCall, name: string): string {
  return arn(call, 'ssm', `parameter${name.startsWith('/') ? '' : '/'}${name}`)
}

/** The local cloud has no keys to encrypt with; what it gives instead cannot be taken for the value. */
function sealed(value: Value): string {
  return `encrypted, ${String(value).length} characters`
}

/** Systems Manager, as the local cloud answers it. */
export const wire: AwsWire = { operations: parameters, refusal: targetRefusal }
