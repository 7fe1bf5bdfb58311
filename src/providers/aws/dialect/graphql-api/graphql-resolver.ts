import { isList, isRecord, type Properties, type Value } from '../../../../model/value.ts'
import { getAtt, given, present } from '../calls.ts'
import { refuse } from '../refusal.ts'
import type { GeneratedResource, Source } from '../transform-context.ts'
import { appSync } from './appsync.ts'

/** The functions of a GraphQL API. */
export interface GraphqlFunctions {
  readonly made: readonly GeneratedResource[]
  /** What names each in a pipeline, by its name in the template. */
  readonly ids: ReadonlyMap<string, Value>
  /** One of them needs no data source. */
  readonly usesNone: boolean
}

/** Makes the functions that resolvers are put together of. */
export function functionConfigurations(source: Source, names: ReadonlyMap<string, Value>): GraphqlFunctions {
  const ids = new Map<string, Value>()
  const made: GeneratedResource[] = []
  let usesNone = false
  for (const [name, settings] of named(source.properties.Functions)) {
    const place = { name, path: ['Properties', 'Functions', name] }
    if (given(settings.Id)) {
      if (Object.keys(settings).length > 1)
        refuse(source.id, `the function ${name} takes Id or other properties.`, place.path)
      ids.set(name, settings.Id)
      continue
    }
    const id = source.id + name
    if (isNone(settings.DataSource)) usesNone = true
    ids.set(name, getAtt(id, 'FunctionId'))
    made.push(
      appSync(source)(id, 'FunctionConfiguration', {
        ApiId: getAtt(source.id, 'ApiId'),
        Name: given(settings.Name) ? settings.Name : name,
        ...codeOf(source, place, settings),
        DataSourceName: sourceName(source, place, { written: settings.DataSource, names }),
        MaxBatchSize: settings.MaxBatchSize,
        Description: settings.Description,
        Runtime: runtimeOf(source, place, settings),
        SyncConfig: isRecord(settings.Sync) && given(settings.Sync) ? present(settings.Sync) : undefined,
      }),
    )
  }
  return { made, ids, usesNone }
}

/** Makes the resolvers of fields, all of them pipelines. */
export function resolvers(source: Source, ids: ReadonlyMap<string, Value>): readonly GeneratedResource[] {
  return named(source.properties.Resolvers).flatMap(([type, fields]) =>
    named(fields).map(([name, settings]) => {
      const place = { name, path: ['Properties', 'Resolvers', type, name] }
      if (!given(settings.Pipeline)) refuse(source.id, `the resolver ${name} needs a Pipeline.`, place.path)
      const pipeline = (isList(settings.Pipeline) ? settings.Pipeline : []).map(item => {
        const id = typeof item === 'string' ? ids.get(item) : undefined
        return (
          id ??
          refuse(
            source.id,
            `the resolver ${name} names ${String(item)}, which is not a function.`,
            place.path,
          )
        )
      })
      const own = given(settings.InlineCode) || given(settings.CodeUri)
      return appSync(source)(source.id + type + name, 'Resolver', {
        ...(own ? codeOf(source, place, settings) : { Code: passingCode }),
        Runtime: own ? runtimeOf(source, place, settings) : { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' },
        ApiId: getAtt(source.id, 'ApiId'),
        FieldName: given(settings.FieldName) ? settings.FieldName : name,
        TypeName: type,
        Kind: 'PIPELINE',
        PipelineConfig: { Functions: pipeline },
        CachingConfig:
          isRecord(settings.Caching) && given(settings.Caching) ? present(settings.Caching) : undefined,
        MaxBatchSize: given(settings.MaxBatchSize) ? settings.MaxBatchSize : undefined,
      })
    }),
  )
}

/** The code of a resolver that passes on what its functions give. */
const passingCode = [
  '',
  'export function request(ctx) {',
  '    return {};',
  '}',
  '',
  'export function response(ctx) {',
  '    return ctx.prev.result;',
  '}',
  '',
].join('\n')

interface Place {
  readonly name: string
  readonly path: readonly string[]
}

function named(written: Value | undefined): readonly (readonly [string, Properties])[] {
  return Object.entries(isRecord(written) ? written : {}).map(([name, value]) => [
    name,
    isRecord(value) ? value : {},
  ])
}

function isNone(written: Value | undefined): boolean {
  return typeof written === 'string' && written.toLowerCase() === 'none'
}

function sourceName(
  source: Source,
  { name, path }: Place,
  { written, names }: { readonly written: Value | undefined; readonly names: ReadonlyMap<string, Value> },
): Value {
  if (!given(written)) return refuse(source.id, `the function ${name} needs a DataSource.`, path)
  if (typeof written !== 'string') return written
  if (isNone(written)) return getAtt(`${source.id}NoneDataSource`, 'Name')
  return (
    names.get(written) ??
    refuse(source.id, `the function ${name} names ${written}, which is not a data source.`, path)
  )
}

function codeOf(source: Source, { name, path }: Place, { InlineCode, CodeUri }: Properties): Properties {
  if (given(InlineCode) && given(CodeUri))
    refuse(source.id, `${name} takes InlineCode or CodeUri, not both.`, path)
  if (given(InlineCode)) return { Code: InlineCode }
  if (given(CodeUri)) return { CodeS3Location: CodeUri }
  return refuse(source.id, `${name} needs InlineCode or CodeUri.`, path)
}

function runtimeOf(source: Source, { name, path }: Place, { Runtime }: Properties): Properties {
  if (!isRecord(Runtime)) return refuse(source.id, `${name} needs a Runtime.`, path)
  return { Name: Runtime.Name ?? null, RuntimeVersion: Runtime.Version ?? null }
}
