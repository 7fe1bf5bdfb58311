import type { ResourceType } from '../../../model/provider.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { isList, isRecord, list, record } from '../../../model/value.ts'
import type { AwsClient } from '../client.ts'
import { defined, gone, present } from '../kit/answers.ts'
import { faithful } from '../kit/faithful.ts'

const type = 'AWS::Lambda::Permission'
const properties = [
  'Action',
  'EventSourceToken',
  'FunctionName',
  'FunctionUrlAuthType',
  'InvokedViaFunctionUrl',
  'Principal',
  'PrincipalOrgID',
  'SourceAccount',
  'SourceArn',
]

/** A statement of a function's own policy; its physical ID is `function|statement`. */
export const permission: ResourceType<AwsClient> = {
  type,
  naming: { max: 100, allowed: /[\w-]/ },
  takes: properties,
  reads: ['Action', 'Principal', 'SourceArn'],
  partOf: ['FunctionName'],
  grants: 'FunctionName',
  async create(client, input) {
    const { FunctionName: fn, InvokedViaFunctionUrl, ...rest } = input.properties
    const flag =
      InvokedViaFunctionUrl === undefined ? undefined : String(InvokedViaFunctionUrl).toLowerCase() === 'true'
    // Statements that are added to one function at the same time get lost.
    await client.pace.exclusive(String(fn), () =>
      client.call('lambda', 'AddPermission', {
        FunctionName: fn,
        StatementId: input.name,
        ...rest,
        ...defined({ InvokedViaFunctionUrl: flag }),
      }),
    )
    return named(fn, input.name)
  },
  async find(client, sought) {
    // The name holds the instance, so that a statement that has it can only be ours.
    const { FunctionName: fn } = sought.properties
    const found = await statement(client, String(fn), sought.name)
    return found === undefined ? undefined : named(fn, sought.name).physicalId
  },
  async trace(client, { properties: { FunctionName: fn }, name: prefix }) {
    // The stack, the stage and the logical ID stand before the instance, so the name proves whose it is.
    const sids = (await statements(client, String(fn))).map(({ Sid }) => String(Sid))
    const [name, ...more] = sids.filter(
      sid => sid.startsWith(prefix) && /^[a-z0-9]{8}$/.test(sid.slice(prefix.length)),
    )
    return name === undefined || more.length > 0 ? undefined : { name, instance: name.slice(-8) }
  },
  async read(client, known) {
    const { fn, sid } = parts(known.physicalId)
    const found = await statement(client, fn, sid)
    if (found === undefined) return undefined
    return { properties: faithful(known.properties, live(found)), attributes: named(fn, sid).attributes }
  },
  async update(client, physicalId, input) {
    const { fn, sid } = parts(physicalId)
    if ((await statement(client, fn, sid)) === undefined)
      return permission.create(client, { ...input, name: sid })
    return named(fn, sid)
  },
  async delete(client, { physicalId }) {
    const { fn, sid } = parts(physicalId)
    await client.pace.exclusive(fn, () =>
      gone(client.call('lambda', 'RemovePermission', { FunctionName: fn, StatementId: sid })),
    )
  },
}

function named(fn: Value | undefined, sid: string) {
  return { physicalId: `${String(fn)}|${sid}`, attributes: { Id: sid, Ref: sid } }
}

function parts(physicalId = ''): { readonly fn: string; readonly sid: string } {
  const at = physicalId.lastIndexOf('|')
  return { fn: physicalId.slice(0, at), sid: physicalId.slice(at + 1) }
}

async function statement(client: AwsClient, fn: string, sid: string): Promise<Properties | undefined> {
  return (await statements(client, fn)).find(item => item.Sid === sid)
}

async function statements(client: AwsClient, fn: string): Promise<readonly Properties[]> {
  const found = await present(client.call('lambda', 'GetPolicy', { FunctionName: fn }))
  if (found?.Policy === undefined) return []
  const policy = JSON.parse(found.Policy) as Value // policies are JSON
  return list(record(policy).Statement).map(record)
}

function live({ Action, Principal, Condition }: Properties): Properties {
  const arn = Object.values(record(record(Condition).ArnLike))[0]
  return {
    ...(Action === undefined ? {} : { Action }),
    ...(arn === undefined ? {} : { SourceArn: arn }),
    ...principalOf(Principal),
  }
}

// An account comes back as the ARN of its root, so only services and everyone can be compared.
function principalOf(principal: Value | undefined): Properties {
  if (typeof principal === 'string') return { Principal: principal }
  const service = isRecord(principal) ? principal.Service : undefined
  return service === undefined || isList(service) ? {} : { Principal: service }
}
