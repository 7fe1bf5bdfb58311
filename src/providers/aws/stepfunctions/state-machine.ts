import type { ResourceType } from '../../../model/provider.ts'
import { text } from '../../../model/value.ts'
import type { Session } from '../../kit/call.ts'
import { pick } from '../../kit/changes.ts'
import { type Form, toMembers } from '../../kit/form.ts'
import { byAnswer } from '../../kit/identifier.ts'
import { foreign, isOurs } from '../../kit/ownership.ts'
import { withResets } from '../../kit/parts.ts'
import { tagCalls } from '../../kit/tagging.ts'
import { readTags } from '../../kit/tags.ts'
import { camelCase } from '../api-gateway/camel-case.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { made } from '../kit/recipe.ts'
import { definitionOf, definitionProperties, shownAs } from './definition.ts'

type Machines = Session<AwsClient, CallName<'states'>>

const type = 'AWS::StepFunctions::StateMachine'
const settable = ['EncryptionConfiguration', 'LoggingConfiguration', 'RoleArn', 'TracingConfiguration']
const tagForm = { name: 'key', value: 'value' } as const

/** What UpdateStateMachine does not name stays: https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html */
const resets = {
  EncryptionConfiguration: { Type: 'AWS_OWNED_KEY' },
  LoggingConfiguration: { Level: 'OFF', IncludeExecutionData: false, Destinations: [] },
  TracingConfiguration: { Enabled: false },
}

const form: Form = {
  spelling: camelCase,
  names: { StateMachineType: 'type' },
  free: ['Definition', 'DefinitionSubstitutions'],
}

/** A state machine of Step Functions; its physical ID is its ARN. */
export const stateMachine: ResourceType<AwsClient> = made('states', {
  type,
  naming: { max: 80, allowed: /[\w-]/ },
  nameProperty: 'StateMachineName',
  id: byAnswer('stateMachineArn', { member: 'stateMachineArn', name: 'name' }),
  form,
  create: {
    call: 'CreateStateMachine',
    takes: [...settable, 'StateMachineType'],
    written: definitionProperties,
    members: async ({ properties }, client) => ({ definition: await definitionOf(client, properties) }),
    // Of one name and definition the call gives the machine that there is, whoever made it.
    overwrites: async (session, { name }) => (await machineOf(session, name)) !== undefined,
  },
  parts: [
    {
      takes: [...settable, ...definitionProperties],
      async calls({ client, key, id, now, before }) {
        const settings = pick(withResets(before, now, { resets, id }), settable)
        const definition = await definitionOf(client, now)
        return [
          { action: 'UpdateStateMachine', members: { ...key, ...toMembers(settings, form), definition } },
        ]
      },
      absent: resets,
    },
  ],
  // What lies in S3 is read when it is deployed.
  unseen: ['DefinitionS3Location'],
  tags: {
    property: 'Tags',
    form: 'list',
    member: 'tags',
    sent: tagForm,
    calls: tagCalls({
      tag: 'TagResource',
      untag: 'UntagResource',
      member: 'tags',
      keys: 'tagKeys',
      sent: tagForm,
      on: ({ id }) => ({ resourceArn: id }),
    }),
    list: session => tagsOf(session, session.id),
  },
  async show(session, known) {
    const live = await found(session, session.id)
    return live && { live: { ...live, ...shownAs(known, live.definition) } }
  },
  async search(session, sought) {
    const arn = await machineOf(session, sought.name)
    if (arn === undefined) return undefined
    if (!isOurs(await tagsOf(session, arn), sought)) throw foreign(type, sought.name)
    return arn
  },
  renews: ['StateMachineRevisionId'],
  answered: 'shown',
  attributes: ({ id, live }) => ({
    Arn: id,
    Name: id.slice(id.lastIndexOf(':') + 1),
    // Before its first update a machine shows no revision, and versions are published of this one.
    StateMachineRevisionId: live.revisionId ?? 'INITIAL',
  }),
  delete: {
    call: 'DeleteStateMachine',
    // It is gone when its executions have ended, and until then nothing else can have the name.
    async after({ client, id, ask }) {
      const gone = async () => ((await ask('DescribeStateMachine')) === undefined ? true : undefined)
      await client.pace.until(gone, { what: `the state machine ${id} to be gone`, limit: 900 })
    },
  },
})

async function machineOf(session: Machines, name: string): Promise<string | undefined> {
  const { partition, region, account } = session.client
  const live = await found(session, `arn:${partition}:states:${region}:${account}:stateMachine:${name}`)
  return live && text(live.stateMachineArn)
}

async function found({ ask }: Machines, stateMachineArn: string) {
  const live = await ask('DescribeStateMachine', { stateMachineArn })
  return live?.status === 'DELETING' ? undefined : live
}

async function tagsOf({ ask }: Machines, resourceArn: string) {
  return readTags((await ask('ListTagsForResource', { resourceArn }))?.tags, tagForm)
}
