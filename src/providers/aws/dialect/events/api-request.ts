import { isList, isRecord, record, type Value } from '../../../../model/value.ts'
import { given } from '../calls.ts'
import type { DraftMap } from '../draft.ts'
import {
  addRequestModel,
  addRequestParameters,
  type RequestParameter,
  type Route,
} from '../open-api/swagger.ts'
import { refuseEvent } from '../refusal.ts'
import type { RestApi } from './rest-api.ts'
import type { EventSource } from './trigger.ts'

/** Writes what an event says of requests: the model of the body and the parameters. */
export function addRequest({ event, route, doc, found }: Request): void {
  const { RequestModel, RequestParameters } = event.properties
  if (given(RequestModel)) addModel({ event, route, doc, found }, RequestModel)
  const parameters = isList(RequestParameters) ? RequestParameters : Object.keys(record(RequestParameters))
  if (given(RequestParameters))
    addRequestParameters(
      doc,
      route,
      parameters.map((item: Value) => parameterOf(event, item)),
    )
}

/** A method whose requests are being described. */
export interface Request {
  readonly event: EventSource
  readonly route: Route
  readonly doc: DraftMap
  readonly found: RestApi
}

function addModel({ event, route, doc, found }: Request, written: Value): void {
  const path = ['Properties', 'RequestModel']
  if (!isRecord(written)) refuseEvent(event.place, 'RequestModel must be a map.', path)
  const { Model, Required, ValidateBody = null, ValidateParameters = null } = written
  if (!given(Model)) return
  const models = found.properties?.Models
  if (!given(models)) refuseEvent(event.place, 'RequestModel needs Models of its API.', path)
  if (typeof Model !== 'string' || !isRecord(models))
    refuseEvent(event.place, 'RequestModel must name one of the Models of its API.', path)
  if (!Object.hasOwn(models, Model) || !given(models[Model]))
    refuseEvent(event.place, `its API has no model ${Model}.`, path)
  const asked = ValidateBody !== null || ValidateParameters !== null
  const [body, parameters] = [ValidateBody ?? false, ValidateParameters ?? false]
  if (typeof body !== 'boolean' || typeof parameters !== 'boolean')
    refuseEvent(event.place, 'ValidateBody and ValidateParameters are true or false.', path)
  const validator = asked ? { body, parameters } : undefined
  addRequestModel(doc, route, { name: Model.toLowerCase(), required: Required, validator })
}

function parameterOf({ place }: EventSource, written: Value): RequestParameter {
  const path = ['Properties', 'RequestParameters']
  const [name, settings] = lastOf(typeof written === 'string' ? { [written]: {} } : written)
  if (name === undefined)
    return refuseEvent(place, 'RequestParameters holds texts and maps of one name.', path)
  if (!/^method\.request\.(querystring|path|header)\./.test(name))
    refuseEvent(place, `${name} is not of the form method.request.header.Name.`, path)
  if (!isRecord(settings) || !Object.keys(settings).every(key => key === 'Required' || key === 'Caching'))
    return refuseEvent(place, `${name} takes Required and Caching alone.`, path)
  return { name, required: settings.Required ?? false, caching: settings.Caching ?? false }
}

/** Of a map with several names the service keeps the last. */
function lastOf(written: Value): readonly [string | undefined, Value] {
  return Object.entries(isRecord(written) ? written : {}).at(-1) ?? [undefined, null]
}
