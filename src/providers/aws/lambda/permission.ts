import type { ResourceType } from '../../../model/provider.ts'
import { isList, isRecord, type Properties, record, type Value } from '../../../model/value.ts'
import { byName, within } from '../../kit/identifier.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'
import type { AwsClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { statementsIn, traced } from './statements.ts'

/** A statement of a function's own policy; its physical ID is `function|statement`. */
export const permission: ResourceType<AwsClient> = made('lambda', {
  type: 'AWS::Lambda::Permission',
  naming: { max: 100, allowed: /[\w-]/ },
  partOf: ['FunctionName'],
  grants: 'FunctionName',
  id: within({ parent: 'FunctionName' }, byName('StatementId')),
  create: {
    call: 'AddPermission',
    takes: [
      'Action',
      'EventSourceToken',
      'FunctionUrlAuthType',
      'InvokedViaFunctionUrl',
      'Principal',
      'PrincipalOrgID',
      'SourceAccount',
      'SourceArn',
    ],
  },
  async show({ ask, key: { FunctionName, StatementId } }) {
    const found = await ask('GetPolicy', { FunctionName })
    const statement = statementsIn(found).find(({ Sid }) => Sid === StatementId)
    return statement && { live: live(statement) }
  },
  // The name holds the instance, so that a statement that has it can only be ours.
  owns: () => true,
  attributes: ({ id }) => ({ Ref: statementOf(id), Id: statementOf(id) }),
  async trace({ ask }, { properties: { FunctionName }, name: prefix }) {
    return traced(statementsIn(await ask('GetPolicy', { FunctionName })), prefix)
  },
  // Statements that are added to one function at the same time get lost.
  exclusive: id => id.slice(0, id.lastIndexOf('|')),
  delete: { call: 'RemovePermission' },
})

function statementOf(id: string): string {
  return id.slice(id.lastIndexOf('|') + 1)
}

/** Reads a statement by the conditions that Lambda writes for the members of AddPermission. */
function live({ Action, Principal, Condition }: Properties): Properties {
  const tests = Object.values(record(Condition)).flatMap(test => Object.entries(record(test)))
  const condition = (name: string) => tests.find(([key]) => key.toLowerCase() === name)?.[1]
  return omitUndefined<Value>({
    Action,
    EventSourceToken: condition('lambda:eventsourcetoken'),
    FunctionUrlAuthType: condition('lambda:functionurlauthtype'),
    InvokedViaFunctionUrl: condition('lambda:invokedviafunctionurl'),
    Principal: principalOf(Principal),
    PrincipalOrgID: condition('aws:principalorgid'),
    SourceAccount: condition('aws:sourceaccount'),
    SourceArn: condition('aws:sourcearn'),
  })
}

// An account comes back as the ARN of its root, so only services and everyone can be compared.
function principalOf(principal: Value | undefined): Value | undefined {
  if (typeof principal === 'string') return principal
  const service = isRecord(principal) ? principal.Service : undefined
  return isList(service) ? undefined : service
}
