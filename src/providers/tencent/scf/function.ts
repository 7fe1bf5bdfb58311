import { type Properties, text } from '../../../model/value.ts'
import type { Session } from '../../kit/call.ts'
import type { Identifier } from '../../kit/identifier.ts'
import { type Part, settings } from '../../kit/parts.ts'
import type { TagChange } from '../../kit/recipe.ts'
import { readTags, writeTags } from '../../kit/tags.ts'
import type { TencentClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { codeOf } from './code.ts'
import { form, resets, unwritten } from './function-form.ts'
import { functionName, getFunction, rest } from './scf.ts'

const identifier: Identifier = {
  takes: ['Namespace'],
  of: ({ name, properties }) => `${text(properties.Namespace) ?? 'default'}|${name}`,
  key: functionName,
}

/** What CreateFunction and UpdateFunctionConfiguration take alike. */
const changeable = Object.keys(resets).filter(path => !path.includes('.'))
const unresettable = ['ClsLogsetId', 'ClsTopicId', 'DeadLetterConfig']

const code: Part<TencentClient> = {
  takes: ['Code', 'Handler'],
  async calls({ client, key, input }) {
    const { Handler } = input.properties
    const Code = await codeOf(client, input)
    return [{ action: 'UpdateFunctionCode', members: { ...key, Handler, Code } }]
  },
}

/** A function of SCF; it is waited for after every write, for SCF refuses the next one until then. */
export const scfFunction = made('scf', {
  type: 'TencentCloud::SCF::Function',
  naming: { max: 60, allowed: /[A-Za-z0-9_-]/ },
  nameProperty: 'FunctionName',
  partOf: ['Namespace'],
  id: identifier,
  form,
  create: {
    call: 'CreateFunction',
    takes: [
      ...['Code', 'Handler', 'Runtime', 'Type', 'AsyncRunEnable', 'TraceEnable', 'ProtocolType'],
      ...changeable,
      ...unresettable,
    ],
    members: async (input, client) => ({
      ...unwritten(input.properties),
      Code: await codeOf(client, input),
    }),
  },
  parts: [
    code,
    settings({
      call: 'UpdateFunctionConfiguration',
      takes: [...changeable, ...unresettable],
      resets,
      changedOnly: true,
    }),
  ],
  unseen: ['Code'],
  omits: {
    'Code.ImageConfig': 'fnx deploys code and no images yet',
    AutoCreateClsTopic: 'it acts when the function is made and never again; name ClsLogsetId and ClsTopicId',
    AutoDeployClsTopicIndex:
      'it acts when the function is made and never again; make the index in the log service',
  },
  stays: {
    ClsLogsetId: 'SCF documents nothing that takes the topic of the log away.',
    ClsTopicId: 'SCF documents nothing that takes the topic of the log away.',
    DeadLetterConfig: 'SCF documents nothing that takes the queue away.',
  },
  tags: { property: 'Tags', form: 'list', member: 'Tags', calls: tagCalls },
  async show({ client, id }) {
    const live = await getFunction(client, functionName(id))
    return live && { live, tags: readTags(live.Tags) }
  },
  attributes: ({ client, id }) => {
    const { Namespace, FunctionName } = functionName(id)
    const Arn = `${owner(client)}:namespace/${Namespace}/function/${FunctionName}`
    return { Ref: FunctionName, FunctionName, Namespace, Arn }
  },
  rest,
  // SCF never lets a function out of CreateFailed.
  hopeless: ({ Status }) => Status === 'CreateFailed',
  delete: { call: 'DeleteFunction', after: gone },
})

function owner({ region, account }: TencentClient): string {
  return `qcs::scf:${region}:uin/${account}`
}

/** Tags of a function are changed by the tag service, which knows it by its id: cloud.tencent.com/document/product/651/35322. */
async function tagCalls({ written, dropped }: TagChange, { client, id }: Session<TencentClient>) {
  const live: Properties = (await getFunction(client, functionName(id))) ?? {}
  const had = Object.keys(readTags(live.Tags))
  const members = {
    Resource: `${owner(client)}:lam/${text(live.FunctionId) ?? ''}`,
    ReplaceTags: writeTags(written, { name: 'TagKey', value: 'TagValue' }),
    DeleteTags: dropped.filter(name => had.includes(name)).map(TagKey => ({ TagKey })),
  }
  return [{ service: 'tag', action: 'ModifyResourceTags', members }]
}

async function gone({ client, id }: Session<TencentClient>): Promise<void> {
  const name = functionName(id)
  await client.pace.until(async () => ((await getFunction(client, name)) === undefined ? true : undefined), {
    what: `function ${name.FunctionName} to be gone`,
  })
}
