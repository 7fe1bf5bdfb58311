import type { ResourceType } from '../../../model/provider.ts'
import { equal, list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { Call, Members } from '../../kit/call.ts'
import { type Codec, type Form, toMembers } from '../../kit/form.ts'
import type { Identifier } from '../../kit/identifier.ts'
import type { Change } from '../../kit/parts.ts'
import type { AwsClient } from '../client.ts'
import type { CallName } from '../clients.ts'
import { made } from '../kit/recipe.ts'
import { camelCase } from './camel-case.ts'
import { entryPatches, memberPatches, type Patch, type PatchPaths, patches } from './patch.ts'
import { isOfOwnApi } from './rest-part.ts'

type MethodCall = Call<CallName<'apigateway'>>

/** Defaults as https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html gives them; null takes the value away. */
const paths: PatchPaths = {
  ApiKeyRequired: ['/apiKeyRequired', 'false'],
  AuthorizationType: ['/authorizationType', 'NONE'],
  AuthorizerId: ['/authorizerId', null],
  OperationName: ['/operationName', ''],
  RequestValidatorId: ['/requestValidatorId', null],
}
const settable = [...Object.keys(paths), 'AuthorizationScopes', 'RequestModels', 'RequestParameters']

/** The physical ID is `api|resource|method`. */
const identifier: Identifier = {
  takes: ['RestApiId', 'ResourceId', 'HttpMethod'],
  of: ({ properties: { RestApiId, ResourceId, HttpMethod } }) =>
    [RestApiId, ResourceId, HttpMethod].map(value => text(value) ?? '').join('|'),
  key(id) {
    const [restApiId, resourceId, httpMethod] = id.split('|')
    return { restApiId, resourceId, httpMethod }
  },
}

/** The API takes truth values where templates may write texts. */
const flags: Codec = {
  write: value =>
    Object.fromEntries(Object.entries(record(value)).map(([name, flag]) => [name, String(flag) === 'true'])),
  read: (live, known) => (equal(flags.write(known), live) ? known : live),
}

/** By status code: the API has a map where the template has a list. */
const responses: Codec = {
  write: value => value,
  read: live => Object.values(record(live)).map(one => inTemplateNames(record(one))),
}

function inTemplateNames(one: Properties): Properties {
  return Object.fromEntries(
    Object.entries(one).map(([name, value]) => [`${name.slice(0, 1).toUpperCase()}${name.slice(1)}`, value]),
  )
}

const form: Form = {
  spelling: camelCase,
  names: { Integration: 'methodIntegration', 'Integration.IntegrationHttpMethod': 'httpMethod' },
  free: ['Integration.RequestParameters', 'Integration.RequestTemplates', 'RequestModels'],
  codecs: {
    'Integration.IntegrationResponses': responses,
    MethodResponses: responses,
    RequestParameters: flags,
  },
}

/** How an integration, or a response, is written in the call that puts it. */
const putForm: Form = {
  spelling: camelCase,
  free: [
    'RequestParameters',
    'RequestTemplates',
    'ResponseModels',
    'ResponseParameters',
    'ResponseTemplates',
  ],
}

/** A method of a resource, with its integration and its responses. What it serves is what was deployed of it last. */
export const method: ResourceType<AwsClient> = made('apigateway', {
  type: 'AWS::ApiGateway::Method',
  partOf: ['RestApiId', 'ResourceId'],
  uniqueBy: ['ResourceId', 'HttpMethod'],
  id: identifier,
  form,
  create: { call: 'PutMethod', takes: settable },
  parts: [
    {
      takes: settable,
      calls({ key, now, before }) {
        const patchOperations = settingPatches(now, before)
        return patchOperations.length === 0
          ? []
          : [{ action: 'UpdateMethod', members: { ...key, patchOperations } }]
      },
    },
    { takes: ['Integration', 'MethodResponses'], calls: serving, absent: { Integration: null } },
  ],
  async show({ ask }) {
    const live = await ask('GetMethod')
    return live && { live }
  },
  owns: (_shown, sought, session) => isOfOwnApi(session, sought),
  attributes: ({ id }) => ({ Ref: id }),
  delete: { call: 'DeleteMethod' },
})

function settingPatches(now: Properties, before: Properties): readonly Patch[] {
  const parameters = [now, before].map(({ RequestParameters }) =>
    record(flags.write(RequestParameters ?? {})),
  )
  return [
    ...patches(paths, now, before),
    ...memberPatches('/authorizationScopes', now.AuthorizationScopes, before.AuthorizationScopes),
    ...entryPatches('/requestModels', record(now.RequestModels), record(before.RequestModels)),
    ...entryPatches('/requestParameters', parameters[0] ?? {}, parameters[1] ?? {}),
  ]
}

/**
 * Writes integration and responses anew where they changed: an integration takes its responses with it, and of one that
 * lives neither can be put again. Nobody is served by them before a deployment.
 */
async function serving({ session, key, now, before }: Change<AwsClient, CallName<'apigateway'>>) {
  const live = record(await session.ask('GetMethod'))
  const wanted = byStatus(now.MethodResponses)
  const kept = new Map(
    [...byStatus(before.MethodResponses)].filter(([code, one]) => equal(one, wanted.get(code))),
  )
  const known = Object.keys(record(live.methodResponses))
  const isKept = (code: string) => known.includes(code) && kept.has(code)
  const drop = (action: CallName<'apigateway'>, more: Members = {}): MethodCall => ({
    action,
    members: { ...key, ...more },
    forgiving: true,
  })
  return [
    ...(live.methodIntegration === undefined ? [] : [drop('DeleteIntegration')]),
    ...known.filter(code => !isKept(code)).map(statusCode => drop('DeleteMethodResponse', { statusCode })),
    ...[...wanted]
      .filter(([code]) => !isKept(code))
      .map(([, one]) => put('PutMethodResponse', key, methodResponse(one))),
    ...integrationCalls(key, now.Integration),
  ]
}

function integrationCalls(key: Members, value: Value | undefined): readonly MethodCall[] {
  if (value === undefined) return []
  const { IntegrationResponses, ...integration } = record(value)
  return [
    put('PutIntegration', key, integration),
    ...list(IntegrationResponses).map(one => put('PutIntegrationResponse', key, responseOf(record(one)))),
  ]
}

function put(action: CallName<'apigateway'>, key: Members, properties: Properties): MethodCall {
  return { action, members: { ...key, ...toMembers(properties, putForm) } }
}

function byStatus(value: Value | undefined): ReadonlyMap<string, Properties> {
  return new Map(list(value).map(one => [String(record(one).StatusCode), record(one)]))
}

function methodResponse({ ResponseParameters, ...one }: Properties): Properties {
  return {
    ...responseOf(one),
    ...(ResponseParameters === undefined ? {} : { ResponseParameters: flags.write(ResponseParameters) }),
  }
}

function responseOf(one: Properties): Properties {
  return { ...one, StatusCode: String(one.StatusCode) }
}
