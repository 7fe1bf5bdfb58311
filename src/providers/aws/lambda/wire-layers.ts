import type { Store, WireCall } from '../../../model/operation.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { isRecord, list, record } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { account, arn, entry, keyIn } from '../protocols/scope.ts'
import { onLambda } from './wire-service.ts'
import { invalid, keepCode } from './wire-store.ts'

/** The table of layers: by name their versions, each as AWS shows it, with its blob and its policy beside it. */
export const layerTable = 'aws.lambda.layers'

const path = '/2018-10-31/layers/{name}/versions'

/** Lambda's calls on layers. */
export const layers = [
  onLambda(`POST ${path} PublishLayerVersion`, (call, { path: { name = '' }, body }) => {
    const found = layerNamed(call, name)
    const Version = Math.max(0, ...Object.keys(found).map(Number)) + 1
    const { Content, ...settings } = body
    const { blob, ...kept } = keepCode(call, record(Content))
    const shown = {
      Description: '',
      ...settings,
      LayerVersionArn: arn(call, 'lambda', `layer:${plainName(name)}:${Version}`),
      Version,
      CreatedDate: call.now.toISOString().replace('Z', '+0000'),
    }
    save(call, name, { ...found, [Version]: { shown, blob, kept, policy: [] } })
    return { status: 201, json: whole(call, { shown, blob, kept }) }
  }),
  onLambda(`GET ${path} ListLayerVersions`, (call, { path: { name = '' } }) => ({
    json: {
      LayerVersions: Object.values(layerNamed(call, name))
        .reverse()
        .map(version => record(record(version).shown)),
    },
  })),
  onLambda(`GET ${path}/{version} GetLayerVersion`, (call, { path }) => ({
    json: whole(call, versionOf(call, path)),
  })),
  onLambda(`DELETE ${path}/{version} DeleteLayerVersion`, (call, { path: { name = '', version = '' } }) => {
    const { [version]: _, ...left } = layerNamed(call, name)
    save(call, name, left)
    return { status: 204 }
  }),
  onLambda(`POST ${path}/{version}/policy AddLayerVersionPermission`, (call, { path, body }) => {
    const { policy, ...found } = versionOf(call, path)
    const { StatementId: Sid = null } = body
    if (list(policy).some(one => record(one).Sid === Sid))
      throw fault(
        409,
        'ResourceConflictException',
        `The statement id (${String(Sid)}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
        { Type: 'User' },
      )
    const statement = statementOf(String(record(found.shown).LayerVersionArn), body)
    saveVersion(call, path, { ...found, policy: [...list(policy), statement] })
    return { status: 201, json: { Statement: JSON.stringify(statement), RevisionId: call.id() } }
  }),
  onLambda(`GET ${path}/{version}/policy GetLayerVersionPolicy`, (call, { path }) => {
    const { policy } = versionOf(call, path)
    if (list(policy).length === 0) throw missing('No policy is associated with the given resource.')
    const document = { Version: '2012-10-17', Id: 'default', Statement: list(policy) }
    return { json: { Policy: JSON.stringify(document), RevisionId: call.id() } }
  }),
  onLambda(`DELETE ${path}/{version}/policy/{sid} RemoveLayerVersionPermission`, (call, { path }) => {
    const { policy, ...found } = versionOf(call, path)
    const kept = list(policy).filter(one => record(one).Sid !== path.sid)
    if (kept.length === list(policy).length)
      throw missing(`Statement ${String(path.sid)} is not found in resource policy.`)
    saveVersion(call, path, { ...found, policy: kept })
    return { status: 204 }
  }),
]

/** Refuses layers of this account that are not there; what others keep is not here, and nobody can tell. */
export function checkLayers(call: WireCall, { Layers }: Properties): void {
  for (const layer of list(Layers)) {
    const owner = String(layer).split(':')[4]
    if (owner === account && layerOf(call, layer) === undefined)
      throw invalid(`Layer version ${String(layer)} does not exist.`)
  }
}

/** Gives the size and the hash of what a layer holds, by the ARN of its version. */
export function layerOf(call: WireCall, layer: Value): Properties | undefined {
  const [name = '', version = ''] = String(layer).split(':').slice(-2)
  const found = layerNamed(call, name)[version]
  return isRecord(found) ? record(found.kept) : undefined
}

/** Gives the hash under which the store keeps the content of a layer of the region, by the ARN of its version. */
export function layerBlob(store: Store, layer: Value): string | undefined {
  const [, , , region, , , name, version] = String(layer).split(':')
  const found = record(entry(store, layerTable, `${region}|${name}`))[String(version)]
  return isRecord(found) ? String(found.blob) : undefined
}

function plainName(name: string): string {
  return name.replace(/^.*:layer:/, '')
}

function layerNamed(call: WireCall, name: string): Properties {
  return entry(call.store, layerTable, keyIn(call, plainName(name))) ?? {}
}

/** A layer without versions is none. */
function save(call: WireCall, name: string, versions: Properties): void {
  const key = keyIn(call, plainName(name))
  if (Object.keys(versions).length === 0) call.store.delete(layerTable, key)
  else call.store.put(layerTable, key, versions)
}

type Place = Readonly<Record<string, string>>

function versionOf(call: WireCall, { name = '', version = '' }: Place): Properties {
  const found = layerNamed(call, name)[version]
  if (isRecord(found)) return found
  throw missing('The resource you requested does not exist.')
}

function saveVersion(call: WireCall, { name = '', version = '' }: Place, found: Properties): void {
  save(call, name, { ...layerNamed(call, name), [version]: found })
}

function whole({ apiUrl }: WireCall, { shown, blob, kept }: Properties): Properties {
  const { LayerVersionArn, ...own } = record(shown)
  const Content = { Location: `${apiUrl}/code/${String(blob)}`, ...record(kept) }
  const LayerArn = String(LayerVersionArn).replace(/:\d+$/, '')
  return { ...own, LayerArn, LayerVersionArn: LayerVersionArn ?? '', Content }
}

function statementOf(
  resource: string,
  { StatementId, Action, Principal, OrganizationId }: Properties,
): Properties {
  const own = /^\d{12}$/.test(String(Principal)) ? { AWS: `arn:aws:iam::${String(Principal)}:root` } : '*'
  return {
    Sid: StatementId ?? null,
    Effect: 'Allow',
    Principal: own,
    Action: Action ?? null,
    Resource: resource,
    ...(OrganizationId === undefined
      ? {}
      : { Condition: { StringEquals: { 'aws:PrincipalOrgID': OrganizationId } } }),
  }
}

function missing(message: string): Error {
  return fault(404, 'ResourceNotFoundException', message, { Type: 'User' })
}
