import { put, type Value } from '../../../../model/value.ts'
import { given } from '../calls.ts'
import { type DraftMap, isMap, mapAt, own } from '../draft.ts'
import { refuseTemplate } from '../refusal.ts'
import { isVersion3, pathsOf } from './paths.ts'

/** Moves what Swagger keeps elsewhere to its place in OpenAPI 3, where the definition is of that version. */
export function normalise(doc: DraftMap, asked: Value | undefined): void {
  if (doc.swagger !== undefined && doc.swagger !== null) return
  const version = doc.openapi ?? asked
  if (!given(version) || !isVersion3(version)) return
  move(doc, 'securityDefinitions', 'securitySchemes')
  move(doc, 'definitions', 'schemas')
  if (!given(doc.paths)) return
  const paths = pathsOf(doc)
  for (const path of Object.keys(paths)) {
    const item = own(paths, path)
    if (!isMap(item)) refuseTemplate(`The path ${path} of a definition must be a map.`)
    if (!given(item.options)) continue
    if (!isMap(item.options)) refuseTemplate(`The method options of the path ${path} must be a map.`)
    delete item.options.produces
    delete item.options.consumes
    wrapHeaders(item.options, path)
  }
}

function move(doc: DraftMap, from: string, to: string): void {
  const held = doc[from]
  if (!given(held)) return
  if (!isMap(doc.components) || !given(doc.components)) doc.components = {}
  mapAt(doc, 'components')[to] = held
  delete doc[from]
}

function wrapHeaders(options: DraftMap, path: string): void {
  const { responses } = options
  const ok = isMap(responses) ? own(responses, '200') : undefined
  if (given(responses) && !isMap(responses)) refuseTemplate(`The responses of options ${path} must be a map.`)
  const headers = isMap(ok) ? ok.headers : undefined
  if (!given(headers)) return
  if (!isMap(headers)) refuseTemplate(`The headers of options ${path} must be a map.`)
  for (const [name, schema] of Object.entries(headers)) put(headers, name, { schema })
}
