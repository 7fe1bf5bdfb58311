import type { WireCall } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { record } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import type { RestInput } from '../protocols/rest.ts'
import { apiOf, badRequest, freshId, missing, onApi, patched, saveApi, seconds } from './wire-apis.ts'
import { servedBody } from './wire-resources.ts'

/** API Gateway's calls on deployments and stages of REST APIs. */
export const restStages = [
  onApi('POST /restapis/{api}/deployments CreateDeployment', (call, { path, body }) => {
    const api = apiOf(call, path)
    const served = servedBody(api)
    if (Object.keys(record(served.paths)).length === 0)
      throw badRequest("The REST API doesn't contain any methods")
    const id = freshId(call)
    const shown = { id, createdDate: seconds(call), description: body.description ?? '' }
    const deployments = { ...record(api.deployments), [id]: { shown, body: served } }
    const stage = body.stageName
    const stages =
      typeof stage === 'string'
        ? withStage(call, api, { stageName: stage, deploymentId: id })
        : record(api.stages)
    saveApi(call, { ...api, deployments, stages })
    return { status: 201, json: shown }
  }),
  onApi('GET /restapis/{api}/deployments GetDeployments', (call, { path }) => {
    const found = Object.values(record(apiOf(call, path).deployments))
    return { json: { item: found.map(deployment => record(deployment).shown ?? {}) } }
  }),
  onApi('GET /restapis/{api}/deployments/{id} GetDeployment', (call, { path }) => ({
    json: deploymentOf(apiOf(call, path), path.id ?? '').shown ?? {},
  })),
  onApi('PATCH /restapis/{api}/deployments/{id} UpdateDeployment', (call, { path, body }) => {
    const api = apiOf(call, path)
    const id = path.id ?? ''
    const found = deploymentOf(api, id)
    const shown = patched(record(found.shown), body.patchOperations)
    saveApi(call, { ...api, deployments: { ...record(api.deployments), [id]: { ...found, shown } } })
    return { json: shown }
  }),
  onApi('DELETE /restapis/{api}/deployments/{id} DeleteDeployment', (call, { path }) => {
    const api = apiOf(call, path)
    const id = path.id ?? ''
    deploymentOf(api, id)
    if (Object.values(record(api.stages)).some(stage => record(stage).deploymentId === id))
      throw badRequest('Active stages pointing to this deployment must be moved or deleted')
    const { [id]: _, ...deployments } = record(api.deployments)
    saveApi(call, { ...api, deployments })
    return { status: 202 }
  }),
  onApi('POST /restapis/{api}/stages CreateStage', (call, { path, body }) => {
    const api = apiOf(call, path)
    const name = String(body.stageName)
    if (record(api.stages)[name] !== undefined) throw fault(409, 'ConflictException', 'Stage already exists')
    deploymentOf(api, String(body.deploymentId), 'Invalid deployment identifier specified')
    const stages = withStage(call, api, body)
    saveApi(call, { ...api, stages })
    return { status: 201, json: stages[name] ?? {} }
  }),
  onApi('GET /restapis/{api}/stages GetStages', (call, { path }) => ({
    json: { item: Object.values(record(apiOf(call, path).stages)) },
  })),
  onApi('GET /restapis/{api}/stages/{stage} GetStage', (call, input) => ({ json: stageOf(call, input) })),
  onApi('PATCH /restapis/{api}/stages/{stage} UpdateStage', (call, input) => {
    const api = apiOf(call, input.path)
    const stage = patched(stageOf(call, input), input.body.patchOperations)
    deploymentOf(api, String(stage.deploymentId), 'Invalid deployment identifier specified')
    saveApi(call, { ...api, stages: { ...record(api.stages), [input.path.stage ?? '']: stage } })
    return { json: stage }
  }),
  onApi('DELETE /restapis/{api}/stages/{stage} DeleteStage', (call, input) => {
    stageOf(call, input)
    const api = apiOf(call, input.path)
    const { [input.path.stage ?? '']: _, ...stages } = record(api.stages)
    saveApi(call, { ...api, stages })
    return { status: 202 }
  }),
]

function withStage(call: WireCall, api: Properties, stage: Properties): Properties {
  const stages = record(api.stages)
  const name = String(stage.stageName)
  const times = { createdDate: seconds(call), lastUpdatedDate: seconds(call) }
  return { ...stages, [name]: { ...times, tags: {}, ...record(stages[name]), ...stage } }
}

function deploymentOf(
  api: Properties,
  id: string,
  message = 'Invalid Deployment identifier specified',
): Properties {
  const found = record(api.deployments)[id]
  if (found === undefined) throw missing(message)
  return record(found)
}

function stageOf(call: WireCall, { path }: RestInput): Properties {
  const found = record(apiOf(call, path).stages)[path.stage ?? '']
  if (found === undefined) throw missing('Invalid stage identifier specified')
  return record(found)
}
