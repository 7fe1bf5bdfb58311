import type { WireCall } from '../../../model/operation.ts'
import type { Properties, Value } from '../../../model/value.ts'
import { isRecord, record } from '../../../model/value.ts'
import { badRequest, freshId, missing } from '../api-gateway/wire-apis.ts'
import { fault } from '../protocols/fault.ts'
import type { RestInput, RestOperation } from '../protocols/rest.ts'
import { apiOf, onHttpApi, save } from './wire-store.ts'

/** A kind of thing that an API has. */
export interface Kind {
  readonly what: string
  readonly table: string
  readonly idName: string
}

/** Stages, by the names that the caller gives. */
export const stages: Kind = { what: 'Stage', table: 'stages', idName: 'stageName' }
/** Routes, by ids that are made. */
export const routes: Kind = { what: 'Route', table: 'routes', idName: 'routeId' }

/** Gives the calls on parts of one kind: all are kept alike, by an id that the caller gives (a stage's name) or that is made. */
export function parts(kind: Kind): readonly RestOperation[] {
  const { what, table, idName } = kind
  return [
    onHttpApi(`POST /v2/apis/{api}/${table} Create${what}`, (call, { path, body }) => {
      const api = apiOf(call, path)
      const id = typeof body[idName] === 'string' ? String(body[idName]) : freshId(call)
      checkPart(api, what, { ...body, id })
      const part = { ...shownOf(body, what), [idName]: id, ...shownBeside(call, what) }
      save(call, { ...api, [table]: { ...record(api[table]), [id]: part } })
      return { status: 201, json: part }
    }),
    onHttpApi(`GET /v2/apis/{api}/${table} Get${what}s`, (call, { path }) => ({
      json: { items: Object.values(record(apiOf(call, path)[table])) },
    })),
    onHttpApi(`GET /v2/apis/{api}/${table}/{id} Get${what}`, (call, input) => ({
      json: partOf(call, input, kind),
    })),
    onHttpApi(`PATCH /v2/apis/{api}/${table}/{id} Update${what}`, (call, input) => {
      const part = merged(partOf(call, input, kind), input.body)
      savePart(call, input, { ...kind, part })
      return { json: part }
    }),
    onHttpApi(`DELETE /v2/apis/{api}/${table}/{id} Delete${what}`, (call, input) => {
      partOf(call, input, kind)
      const api = apiOf(call, input.path)
      save(call, { ...api, [table]: omit(record(api[table]), input.path.id) })
      return { status: 204 }
    }),
  ]
}

/** A deployment does not show the stage that it was made for. */
function shownOf({ stageName, ...body }: Properties, what: string): Properties {
  return what === 'Deployment' || stageName === undefined ? body : { ...body, stageName }
}

/** What the service shows of a part beside what it was told. */
function shownBeside({ now }: WireCall, what: string): Properties {
  const made = { createdDate: now.toISOString() }
  if (what === 'Stage') return made
  return what === 'Deployment' ? { ...made, deploymentStatus: 'DEPLOYED', autoDeployed: false } : {}
}

/** Gives the part that a path names. */
export function partOf(call: WireCall, { path }: RestInput, { what, table }: Kind): Properties {
  const found = record(apiOf(call, path)[table])[path.id ?? '']
  if (found === undefined) throw missing(`Unable to find ${what} with name or id ${path.id}`)
  return record(found)
}

/** Keeps a part of an API. */
export function savePart(
  call: WireCall,
  { path }: RestInput,
  { table, part }: Kind & { readonly part: Properties },
): void {
  const api = apiOf(call, path)
  save(call, { ...api, [table]: { ...record(api[table]), [path.id ?? '']: part } })
}

/** Gives a map without a name. */
export function omit(map: Properties, name = ''): Properties {
  const { [name]: _, ...rest } = map
  return rest
}

/** An update adds to these maps, and an empty value takes an entry out. */
function merged(part: Properties, change: Properties): Properties {
  const maps = ['stageVariables', 'routeSettings', 'requestParameters', 'responseParameters']
  const added = maps.flatMap(name => {
    if (change[name] === undefined) return []
    const all = Object.entries({ ...record(part[name]), ...record(change[name]) })
    return [[name, Object.fromEntries(all.filter(([, value]) => !isHollow(value)))] as const]
  })
  return { ...part, ...change, ...Object.fromEntries(added) }
}

function isHollow(value: Value): boolean {
  return value === '' || (isRecord(value) && Object.keys(value).length === 0)
}

function checkPart(api: Properties, what: string, part: Properties): void {
  const conflict = (message: string) => fault(409, 'ConflictException', message)
  if (what === 'Stage' && record(api.stages)[String(part.id)] !== undefined)
    throw conflict('Stage already exists')
  if (
    what === 'Deployment' &&
    part.stageName !== undefined &&
    record(api.stages)[String(part.stageName)] === undefined
  )
    throw missing(`Unable to find Stage by name ${String(part.stageName)}`)
  if (what !== 'Route') return
  const key = part.routeKey
  if (Object.values(record(api.routes)).some(route => record(route).routeKey === key))
    throw conflict(`Route with key ${String(key)} already exists for this API`)
  const target = String(part.target ?? '').replace('integrations/', '')
  if (target !== '' && record(api.integrations)[target] === undefined)
    throw badRequest(`Invalid target ${target}`)
}
