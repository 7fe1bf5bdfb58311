import type { ExpandInput, Expansion } from '../../../model/dialect.ts'
import { isRecord, type Path, type Properties, record, type Value } from '../../../model/value.ts'
import { type Add, present } from './add.ts'
import { expandFunction } from './function.ts'
import { writtenFunctions, writtenTypes } from './written.ts'

/** Turns TCSAM into resources that are deployed: namespaces, functions, triggers and roles. */
export function expand({ template, region }: ExpandInput): Expansion {
  const { document } = template
  const resources: Record<string, Value> = {}
  const origins: Record<string, Path> = {}
  const add = (logicalId: string, resource: Properties, origin: Path) => {
    resources[logicalId] = resource
    origins[logicalId] = origin
  }
  for (const [logicalId, body] of Object.entries(record(document.Resources)))
    if (isRecord(body)) expandPlain(logicalId, body, add)
  for (const fn of writtenFunctions(document)) expandFunction({ fn, document, region }, add)
  const { Parameters, Mappings, Conditions, Outputs } = document
  return {
    document: { ...present({ Parameters, Mappings, Conditions, Outputs }), Resources: resources },
    origins,
  }
}

function expandPlain(logicalId: string, body: Properties, add: Add): void {
  const { Type, Properties, Condition, DependsOn, DeletionPolicy } = body
  if (Type === writtenTypes.function || Type === writtenTypes.api) return
  const origin = ['Resources', logicalId]
  if (Type !== writtenTypes.namespace) {
    add(logicalId, body, origin)
    return
  }
  if (logicalId === 'default') return
  add(
    logicalId,
    {
      Type: 'TencentCloud::SCF::Namespace',
      Properties: { Namespace: logicalId, ...record(Properties) },
      ...present({ Condition, DependsOn, DeletionPolicy }),
    },
    origin,
  )
}
