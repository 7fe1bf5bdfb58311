import { type Properties, record, text, type Value } from '../../../model/value.ts'
import { type Codec, jsonText } from '../../kit/form.ts'
import { byName } from '../../kit/identifier.ts'
import { omitUndefined } from '../../kit/omit-undefined.ts'
import { instanceTag } from '../../kit/ownership.ts'
import { type Part, setting } from '../../kit/parts.ts'
import { tagCalls } from '../../kit/tagging.ts'
import { readTags } from '../../kit/tags.ts'
import type { TencentClient } from '../client.ts'
import { made } from '../kit/recipe.ts'
import { livePolicies, ownerOf, policyCalls, removalCalls } from './policies.ts'

/** Who may assume a role that says nothing of it: SCF. */
const scfTrust: Properties = {
  version: '2.0',
  statement: [{ action: 'name/sts:AssumeRole', effect: 'allow', principal: { service: ['scf.qcloud.com'] } }],
}

const trust: Part = {
  takes: ['AssumeRolePolicyDocument', 'PolicyDocument'],
  calls: ({ key, now }) => [
    { action: 'UpdateAssumeRolePolicy', members: { ...key, PolicyDocument: trustOf(now) } },
  ],
}

const policies: Part<TencentClient> = {
  takes: ['Policies'],
  calls: ({ client, id, now, before, input }) =>
    policyCalls(client, { role: id, tags: input.tags }, { before: before.Policies, after: now.Policies }),
}

/** Policies are shown in the template's words already. */
const asShown: Codec = { write: value => value, read: live => live }

/** A role of CAM with its policies; documents among them become policies that live and die with it. */
export const role = made('cam', {
  type: 'TencentCloud::CAM::Role',
  naming: { max: 100, allowed: /[\w+=,.@-]/ },
  nameProperty: 'RoleName',
  id: byName('RoleName'),
  form: {
    names: { AssumeRolePolicyDocument: 'PolicyDocument' },
    codecs: { AssumeRolePolicyDocument: jsonText, PolicyDocument: jsonText, Policies: asShown },
  },
  create: {
    call: 'CreateRole',
    takes: ['AssumeRolePolicyDocument', 'PolicyDocument', 'Description', 'SessionDuration'],
    members: ({ properties }) => ({ PolicyDocument: trustOf(properties) }),
  },
  parts: [
    trust,
    setting({ property: 'Description', put: 'UpdateRoleDescription', reset: '' }),
    setting({ property: 'SessionDuration', put: 'UpdateRoleSessionDuration' }),
    policies,
  ],
  stays: { SessionDuration: 'CAM documents no duration that holds where none is named.' },
  tags: {
    property: 'Tags',
    form: 'list',
    member: 'Tags',
    calls: tagCalls({ tag: 'TagRole', untag: 'UntagRole', member: 'Tags', keys: 'TagKeys' }),
  },
  async show({ client, id, ask }, known) {
    const answer = await ask('GetRole')
    if (answer === undefined) return undefined
    const live = record(answer.RoleInfo)
    const tags = readTags(live.Tags)
    if (known.Policies === undefined) return { live, tags }
    return {
      live: { ...live, Policies: await livePolicies(client, ownerOf(id, live.Tags), known.Policies) },
      tags,
    }
  },
  answered: 'shown',
  attributes: ({ id, live: { RoleArn, RoleId } }) => ({
    RoleName: id,
    ...omitUndefined<Value>({ Arn: RoleArn || undefined, RoleId: RoleId || undefined }),
  }),
  delete: {
    call: 'DeleteRole',
    async before({ client, id, send }, _known, { instance }) {
      const calls = await removalCalls(client, { role: id, tags: { [instanceTag]: instance } })
      for (const call of calls) await send(call)
    },
  },
})

/** Gives who may take a role, as the API takes it: JSON text. */
function trustOf({ AssumeRolePolicyDocument, PolicyDocument }: Properties): string {
  const document = AssumeRolePolicyDocument ?? PolicyDocument ?? scfTrust
  return text(document) ?? JSON.stringify(document)
}
