import type { WireCall } from '../../../model/operation.ts'
import { equal, list, type Properties, record, text } from '../../../model/value.ts'
import { parsed } from '../../kit/form.ts'
import { fault } from '../protocols/fault.ts'
import { arn, entriesIn, entry, keyIn } from '../protocols/scope.ts'
import type { AwsWire } from '../protocols/service-wire.ts'
import { targetRefusal, targetService } from '../protocols/target.ts'
import { keptMachines, machineTable } from './kept.ts'

const on = targetService('states')

/** Step Functions' calls on state machines, which are kept and do not run. */
const machines = [
  on('CreateStateMachine', (call, input) => {
    const { name, tags, publish: _publish, versionDescription: _described, ...fields } = input
    checkName(name)
    checkDefinition(input)
    const stateMachineArn = arn(call, 'states', `stateMachine:${String(name)}`)
    const known = entry(call.store, machineTable, keyIn(call, stateMachineArn))
    if (known !== undefined) return again(record(known.shown), fields)
    const creationDate = seconds(call)
    const shown = {
      type: 'STANDARD',
      loggingConfiguration: { level: 'OFF', includeExecutionData: false, destinations: [] },
      tracingConfiguration: { enabled: false },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
      ...fields,
      name: name ?? '',
      status: 'ACTIVE',
      stateMachineArn,
      creationDate,
    }
    save(call, { shown, tags: tagsIn(tags), versions: {}, aliases: {}, published: 0 })
    return { stateMachineArn, creationDate }
  }),
  on('UpdateStateMachine', (call, { stateMachineArn, ...change }) => {
    const machine = machineAt(call, stateMachineArn)
    if (change.definition !== undefined) checkDefinition(change)
    const revisionId = call.id()
    save(call, { ...machine, shown: { ...record(machine.shown), ...change, revisionId } })
    return { updateDate: seconds(call), revisionId }
  }),
  on('DescribeStateMachine', (call, { stateMachineArn }) => {
    const machine = machineAt(call, stateMachineArn)
    const [, version] = versionIn(stateMachineArn)
    if (version === undefined) return machine.shown
    const found = record(machine.versions)[version]
    if (found === undefined) throw missing(stateMachineArn)
    return { ...record(record(found).shown), stateMachineArn: stateMachineArn ?? '' }
  }),
  on('ListStateMachines', call => ({
    stateMachines: entriesIn(call, machineTable).map(({ shown }) => {
      const { stateMachineArn = '', name = '', type = '', creationDate = 0 } = record(shown)
      return { stateMachineArn, name, type, creationDate }
    }),
  })),
  on('DeleteStateMachine', (call, { stateMachineArn }) => {
    call.store.delete(machineTable, keyIn(call, String(stateMachineArn)))
    return {}
  }),
  on('ListTagsForResource', (call, { resourceArn }) => ({
    tags: Object.entries(record(machineAt(call, resourceArn, 'ResourceNotFound').tags)).map(
      ([key, value]) => ({
        key,
        value,
      }),
    ),
  })),
  on('TagResource', (call, { resourceArn, tags }) => {
    const machine = machineAt(call, resourceArn, 'ResourceNotFound')
    save(call, { ...machine, tags: { ...record(machine.tags), ...tagsIn(tags) } })
    return {}
  }),
  on('UntagResource', (call, { resourceArn, tagKeys }) => {
    const machine = machineAt(call, resourceArn, 'ResourceNotFound')
    const kept = Object.entries(record(machine.tags)).filter(([key]) => !list(tagKeys).includes(key))
    save(call, { ...machine, tags: Object.fromEntries(kept) })
    return {}
  }),
]

/** Calls on versions and aliases. */
const published = [
  on('PublishStateMachineVersion', (call, { stateMachineArn, revisionId, description }) => {
    const machine = machineAt(call, stateMachineArn)
    const shown = record(machine.shown)
    const revision = shown.revisionId ?? 'INITIAL'
    if (revisionId !== undefined && revisionId !== revision)
      throw fault(400, 'ConflictException', `The revision ${String(revisionId)} is not the current one.`)
    // A revision is published once.
    const same = Object.entries(record(machine.versions)).find(([, one]) => record(one).revision === revision)
    const number = same?.[0] ?? String(Number(machine.published) + 1)
    const stateMachineVersionArn = `${String(stateMachineArn)}:${number}`
    const creationDate = record(record(same?.[1]).shown).creationDate ?? seconds(call)
    const described = description === undefined ? {} : { description }
    const version = { revision, shown: { ...shown, creationDate, ...described } }
    if (same === undefined)
      save(call, {
        ...machine,
        published: Number(number),
        versions: { ...record(machine.versions), [number]: version },
      })
    return { stateMachineVersionArn, creationDate }
  }),
  on('DeleteStateMachineVersion', (call, { stateMachineVersionArn }) => {
    const [stateMachineArn, version = ''] = versionIn(stateMachineVersionArn)
    const machine = entry(call.store, machineTable, keyIn(call, stateMachineArn))
    if (machine === undefined) return {}
    const users = Object.values(record(machine.aliases)).filter(alias =>
      list(record(alias).routingConfiguration).some(
        route => record(route).stateMachineVersionArn === stateMachineVersionArn,
      ),
    )
    if (users.length > 0)
      throw fault(400, 'ConflictException', 'Version to be deleted must not be referenced by an alias.')
    const { [version]: _, ...versions } = record(machine.versions)
    save(call, { ...machine, versions })
    return {}
  }),
  on('CreateStateMachineAlias', (call, { name, description, routingConfiguration }) => {
    checkName(name)
    const machine = routed(call, routingConfiguration)
    const machineArn = String(record(machine.shown).stateMachineArn)
    const stateMachineAliasArn = `${machineArn}:${String(name)}`
    const known = record(machine.aliases)[String(name)]
    if (known !== undefined && !equal(record(known).routingConfiguration, routingConfiguration))
      throw fault(400, 'ConflictException', `State machine alias already exists: '${stateMachineAliasArn}'`)
    const creationDate = seconds(call)
    const alias = {
      stateMachineAliasArn,
      name: name ?? '',
      ...(description === undefined ? {} : { description }),
      routingConfiguration: routingConfiguration ?? [],
      creationDate,
      updateDate: creationDate,
    }
    if (known === undefined)
      save(call, { ...machine, aliases: { ...record(machine.aliases), [String(name)]: alias } })
    return { stateMachineAliasArn, creationDate }
  }),
  on('UpdateStateMachineAlias', (call, { stateMachineAliasArn, ...change }) => {
    const { machine, name, alias } = aliasAt(call, stateMachineAliasArn)
    if (change.routingConfiguration !== undefined) routed(call, change.routingConfiguration)
    const updateDate = seconds(call)
    save(call, {
      ...machine,
      aliases: { ...record(machine.aliases), [name]: { ...alias, ...change, updateDate } },
    })
    return { updateDate }
  }),
  on(
    'DescribeStateMachineAlias',
    (call, { stateMachineAliasArn }) => aliasAt(call, stateMachineAliasArn).alias,
  ),
  on('DeleteStateMachineAlias', (call, { stateMachineAliasArn }) => {
    const { machine, name } = aliasAt(call, stateMachineAliasArn)
    const { [name]: _, ...aliases } = record(machine.aliases)
    save(call, { ...machine, aliases })
    return {}
  }),
]

/** Lists ARNs and tags of the state machines of a region. */
export function taggedMachines(call: WireCall): readonly (readonly [arn: string, tags: Properties])[] {
  return entriesIn(call, machineTable).map(
    ({ shown, tags }) => [String(record(shown).stateMachineArn), record(tags)] as const,
  )
}

function again(known: Properties, asked: Properties) {
  // https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
  const { roleArn: _, ...compared } = asked
  if (Object.entries(compared).some(([name, value]) => !equal(known[name], value)))
    throw fault(
      400,
      'StateMachineAlreadyExists',
      `State Machine Already Exists: '${String(known.stateMachineArn)}'`,
    )
  return { stateMachineArn: known.stateMachineArn ?? '', creationDate: known.creationDate ?? 0 }
}

function checkName(name: Properties[string] | undefined): void {
  if (!/^[\w.-]{1,80}$/.test(String(name))) throw fault(400, 'InvalidName', `Invalid Name: '${String(name)}'`)
}

function checkDefinition({ definition }: Properties): void {
  const found = record(parsed(String(definition)))
  if (text(found.StartAt) === undefined || Object.keys(record(found.States)).length === 0)
    throw fault(
      400,
      'InvalidDefinition',
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: StartAt and States are required'",
    )
}

function tagsIn(tags: Properties[string] | undefined): Properties {
  return Object.fromEntries(list(tags).map(tag => [String(record(tag).key), record(tag).value ?? '']))
}

/** Gives the ARN of the machine, and the number of the version where there is one. */
function versionIn(value: Properties[string] | undefined): readonly [arn: string, version?: string] {
  const [, machine, version] =
    /^(arn:[^:]*:states:[^:]*:\d+:stateMachine:[^:]+):(\d+)$/.exec(String(value)) ?? []
  return machine === undefined || version === undefined ? [String(value)] : [machine, version]
}

function machineAt(
  call: WireCall,
  value: Properties[string] | undefined,
  code = 'StateMachineDoesNotExist',
): Properties {
  const found = entry(call.store, machineTable, keyIn(call, versionIn(value)[0]))
  if (found === undefined) throw missing(value, code)
  return found
}

function missing(value: Properties[string] | undefined, code = 'StateMachineDoesNotExist'): Error {
  return fault(400, code, `State Machine Does Not Exist: '${String(value)}'`)
}

/** Gives the machine of the versions that an alias leads to; all must be there. */
function routed(call: WireCall, routes: Properties[string] | undefined): Properties {
  const found = list(routes).map(route => {
    const [machineArn, version = ''] = versionIn(record(route).stateMachineVersionArn)
    const machine = machineAt(call, machineArn, 'ResourceNotFound')
    if (record(machine.versions)[version] === undefined) throw missing(machineArn, 'ResourceNotFound')
    return machine
  })
  const weight = list(routes).reduce<number>((sum, route) => sum + Number(record(route).weight), 0)
  const [machine] = found
  if (machine === undefined || weight !== 100)
    throw fault(400, 'ValidationException', 'The weights of a routing configuration must add up to 100.')
  return machine
}

function aliasAt(call: WireCall, value: Properties[string] | undefined) {
  const at = String(value).lastIndexOf(':')
  const name = String(value).slice(at + 1)
  const machine = entry(call.store, machineTable, keyIn(call, String(value).slice(0, at)))
  const alias = record(machine?.aliases)[name]
  if (machine === undefined || alias === undefined)
    throw fault(400, 'ResourceNotFound', `Alias does not exist: '${String(value)}'`)
  return { machine, name, alias: record(alias) }
}

function save(call: WireCall, machine: Properties): void {
  call.store.put(machineTable, keyIn(call, String(record(machine.shown).stateMachineArn)), machine)
}

function seconds({ now }: WireCall): number {
  return now.getTime() / 1000
}

/** Step Functions, as the local cloud answers it. */
export const wire: AwsWire = {
  operations: [...machines, ...published],
  kept: keptMachines,
  refusal: targetRefusal,
}
