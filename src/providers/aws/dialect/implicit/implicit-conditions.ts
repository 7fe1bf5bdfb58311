import { put } from '../../../../model/value.ts'
import { given } from '../calls.ts'
import { combinedCondition } from '../conditions.ts'
import { type DraftMap, isMap, mapAt, own } from '../draft.ts'
import { makeConditional, pathsOf } from '../open-api/paths.ts'
import type { Run, Use } from './implicit-run.ts'

/** The API exists while any of those that lead to it does, and is kept if one of them is. */
export function setAttributes({ kind, document, resources, uses }: Run): void {
  const api = resources[kind.id]
  const used = uses.get(kind.id) ?? []
  if (api === undefined || used.length === 0) return
  const name = conditionOf(`${kind.id}Condition`, used, document)
  if (name !== undefined) api.Condition = name
  for (const attribute of ['DeletionPolicy', 'UpdateReplacePolicy'] as const) {
    const strongest = ['Retain', 'Snapshot', 'Delete']
      .filter(policy => attribute === 'UpdateReplacePolicy' || policy !== 'Snapshot')
      .find(policy => used.some(({ body }) => body[attribute] === policy))
    if (strongest !== undefined) api[attribute] = strongest
  }
}

/** Each path is there only under the conditions of what it leads to. */
export function setPathConditions({ kind, document, resources, uses }: Run): void {
  for (const [id, body] of Object.entries(resources)) {
    const definition = body.Type === kind.type ? definitionOf(body) : undefined
    if (definition === undefined || !given(mapAt(body, 'Properties').__MANAGE_SWAGGER)) continue
    const paths = pathsOf(definition)
    const byPath = grouped(uses.get(id) ?? [])
    for (const path of Object.keys(paths)) {
      const spelled = path.replaceAll('/', 'SLASH').replaceAll('{', 'OB').replaceAll('}', 'CB')
      const name = conditionOf(`${id}${spelled}PathCondition`, byPath.get(path) ?? [], document)
      if (name !== undefined) makeConditional(paths, path, name)
    }
  }
}

/** Names the condition under which any of several uses is there, made where they have several. */
function conditionOf(name: string, uses: readonly Use[], document: DraftMap): string | undefined {
  const last = new Map(uses.map(({ path, method, body }) => [`${path} ${method}`, body.Condition ?? null]))
  const conditions = [...new Set(last.values())]
  const names = conditions.filter(condition => typeof condition === 'string').sort()
  if (names.length === 0 || names.length < conditions.length) return undefined
  const [only] = names
  if (names.length === 1) return only
  const held = mapAt(document, 'Conditions')
  for (const [key, value] of combinedCondition(name, names)) put(held, key, value)
  return name
}

/** Gives the definition of an API. */
export function definitionOf(body: DraftMap | undefined): DraftMap | undefined {
  const properties = body === undefined ? undefined : own(body, 'Properties')
  const definition = isMap(properties) ? own(properties, 'DefinitionBody') : undefined
  return isMap(definition) ? definition : undefined
}

function grouped(uses: readonly Use[]): ReadonlyMap<string, readonly Use[]> {
  const found = new Map<string, Use[]>()
  for (const use of uses) {
    const list = found.get(use.path) ?? []
    list.push(use)
    found.set(use.path, list)
  }
  return found
}
