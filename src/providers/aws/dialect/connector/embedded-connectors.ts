import { isRecord, type Path, type Properties, put } from '../../../../model/value.ts'
import { type DraftMap, draftOf, isMap, own } from '../draft.ts'
import { Refusal, refuse } from '../refusal.ts'

/** Connectors that were lifted: where each stands in the template, and what is wrong with any. */
export interface Lifted {
  readonly origins: Readonly<Record<string, Path>>
  readonly refusals: readonly Refusal[]
}

/** Turns the `Connectors` of resources into resources of their own. */
export function liftConnectors(resources: Record<string, DraftMap>): Lifted {
  const origins: Record<string, Path> = {}
  const refusals: Refusal[] = []
  const lifted: [string, DraftMap][] = []
  for (const [id, body] of Object.entries(resources)) {
    const connectors = own(body, 'Connectors')
    if (connectors === undefined) continue
    delete body.Connectors
    const written = isMap(connectors) ? connectors : undefined
    if (written === undefined)
      refusals.push(caught(() => refuse(id, 'Connectors must be a map.', ['Connectors'])))
    for (const [name, connector] of Object.entries(written ?? {}))
      try {
        lifted.push([id + name, connectorOf(id, name, { connector, resources })])
        origins[id + name] = ['Resources', id, 'Connectors', name]
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        refusals.push(error)
      }
  }
  for (const [id, body] of lifted) put(resources, id, body)
  return { origins, refusals }
}

function caught(refusing: () => never): Refusal {
  try {
    return refusing()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

interface Written {
  readonly connector: DraftMap[string]
  readonly resources: Readonly<Record<string, DraftMap>>
}

function connectorOf(id: string, name: string, { connector, resources }: Written): DraftMap {
  const path = ['Connectors', name]
  if (!isMap(connector)) return refuse(id, `the connector ${name} (${id}${name}) must be a map.`, path)
  const properties = own(connector, 'Properties')
  if (!isMap(properties)) return refuse(id, `the connector ${name} needs Properties.`, path)
  if (Object.hasOwn(resources, id + name))
    refuse(id, `the connector ${name} would make a resource ${id}${name}, and there is one.`, path)
  const { SourceReference, ...rest } = properties
  if (SourceReference !== undefined && !isRecord(SourceReference))
    refuse(id, `SourceReference of the connector ${name} must be a map.`, path)
  const reference: Properties = isRecord(SourceReference) ? SourceReference : {}
  if (Object.hasOwn(reference, 'Id'))
    refuse(id, `SourceReference of the connector ${name} takes no Id.`, path)
  const body = {
    ...connector,
    Type: 'AWS::Serverless::Connector',
    Properties: { ...rest, Source: { Id: id, ...reference } },
  }
  return draftOf(body) as DraftMap // a map goes in, so a map comes out
}
