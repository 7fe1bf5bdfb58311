import type { WireCall } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { record } from '../../../model/value.ts'
import { entriesIn } from '../protocols/scope.ts'
import { mappingOf, mappingTable, saveMapping } from './wire-mappings.ts'
import { onLambda } from './wire-service.ts'
import { saveSigning, signingOf, signingTable } from './wire-signing.ts'
import { configOf, functionOf, functionTable, saveFunction } from './wire-store.ts'

/** Lambda's calls on the tags of all that has an ARN. */
export const tagging = [
  onLambda('GET /2017-03-31/tags/{arn} ListTags', (call, { path }) => ({
    json: { Tags: record(holderOf(call, path.arn ?? '').found.tags) },
  })),
  onLambda('POST /2017-03-31/tags/{arn} TagResource', (call, { path, body }) => {
    const { found, save } = holderOf(call, path.arn ?? '')
    save({ ...found, tags: { ...record(found.tags), ...record(body.Tags) } })
    return { status: 204 }
  }),
  onLambda('DELETE /2017-03-31/tags/{arn} UntagResource', (call, { path, query }) => {
    const { found, save } = holderOf(call, path.arn ?? '')
    const gone = query.getAll('tagKeys')
    const kept = Object.entries(record(found.tags)).filter(([key]) => !gone.includes(key))
    save({ ...found, tags: Object.fromEntries(kept) })
    return { status: 204 }
  }),
]

/** Lists what has tags in Lambda: its ARN and they. */
export function taggedByLambda(call: WireCall): readonly (readonly [arn: string, tags: Properties])[] {
  return [
    ...entriesIn(call, functionTable).map(
      one => [String(configOf(one).FunctionArn), record(one.tags)] as const,
    ),
    ...entriesIn(call, mappingTable).map(
      ({ mapping, tags }) => [String(record(mapping).EventSourceMappingArn), record(tags)] as const,
    ),
    ...entriesIn(call, signingTable).map(
      ({ config, tags }) => [String(record(config).CodeSigningConfigArn), record(tags)] as const,
    ),
  ]
}

interface Holder {
  readonly found: Properties
  save(found: Properties): void
}

function holderOf(call: WireCall, arn: string): Holder {
  const [, kind, id = ''] = /:(event-source-mapping|code-signing-config):([^:]+)$/.exec(arn) ?? []
  if (kind === 'code-signing-config')
    return { found: signingOf(call, arn), save: found => saveSigning(call, arn, found) }
  if (kind === 'event-source-mapping')
    return { found: mappingOf(call, id), save: found => saveMapping(call, id, found) }
  return { found: functionOf(call, arn), save: found => saveFunction(call, found) }
}
