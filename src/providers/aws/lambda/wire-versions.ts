import type { WireCall } from '../../../model/operation.ts'
import type { Properties } from '../../../model/value.ts'
import { canonical, record } from '../../../model/value.ts'
import { fault } from '../protocols/fault.ts'
import { onLambda } from './wire-service.ts'
import {
  configOf,
  conflict,
  functionOf,
  invalid,
  saveFunction,
  shown,
  withoutQualifier,
} from './wire-store.ts'

/** Lambda's calls on versions and aliases. */
export const versions = [
  onLambda('POST /2015-03-31/functions/{name}/versions PublishVersion', (call, { path, body }) => {
    const found = functionOf(call, path.name ?? '')
    const config = configOf(found)
    if (body.CodeSha256 !== undefined && body.CodeSha256 !== config.CodeSha256)
      throw invalid(
        `CodeSHA256 (${String(body.CodeSha256)}) is different from current CodeSHA256 in $LATEST (${String(config.CodeSha256)}). Please try again with the CodeSHA256 in $LATEST.`,
      )
    // What runs on managed instances is published without a number.
    if (body.PublishTo !== undefined) return { status: 201, json: shown(call, found) }
    const known = record(found.versions)
    const last = Object.values(known).map(record).at(-1)
    if (last !== undefined && canonical(essence(last)) === canonical(essence(config)))
      return { status: 201, json: last }
    const Version = String(Number(found.lastVersion ?? 0) + 1)
    const made = {
      ...config,
      ...(body.Description === undefined ? {} : { Description: body.Description }),
      Version,
      FunctionArn: `${String(config.FunctionArn)}:${Version}`,
      State: 'Active',
      LastUpdateStatus: 'Successful',
    }
    saveFunction(call, { ...found, lastVersion: Number(Version), versions: { ...known, [Version]: made } })
    return { status: 201, json: made }
  }),
  onLambda('GET /2015-03-31/functions/{name}/versions ListVersionsByFunction', (call, { path }) => {
    const found = functionOf(call, path.name ?? '')
    return { json: { Versions: [shown(call, found), ...Object.values(record(found.versions))] } }
  }),
  onLambda('POST /2015-03-31/functions/{name}/aliases CreateAlias', (call, { path, body }) => {
    const found = functionOf(call, path.name ?? '')
    const name = String(body.Name)
    if (record(found.aliases)[name] !== undefined)
      throw conflict(`Alias already exists: ${String(configOf(found).FunctionArn)}:${name}`)
    return { status: 201, json: putAlias(call, found, { Description: '', ...body }) }
  }),
  onLambda('GET /2015-03-31/functions/{name}/aliases/{alias} GetAlias', (call, { path }) => ({
    json: aliasOf(functionOf(call, path.name ?? ''), path.alias ?? ''),
  })),
  onLambda('GET /2015-03-31/functions/{name}/aliases ListAliases', (call, { path }) => ({
    json: { Aliases: Object.values(record(functionOf(call, path.name ?? '').aliases)) },
  })),
  onLambda('PUT /2015-03-31/functions/{name}/aliases/{alias} UpdateAlias', (call, { path, body }) => {
    const found = functionOf(call, path.name ?? '')
    return { json: putAlias(call, found, { ...aliasOf(found, path.alias ?? ''), ...body }) }
  }),
  onLambda('DELETE /2015-03-31/functions/{name}/aliases/{alias} DeleteAlias', (call, { path }) => {
    const found = functionOf(call, path.name ?? '')
    const { [path.alias ?? '']: _, ...aliases } = record(found.aliases)
    saveFunction(call, withoutQualifier({ ...found, aliases }, path.alias ?? ''))
    return { status: 204 }
  }),
]

/** Gives what AWS shows of a version or of the one that an alias names. */
export function versionOf(call: WireCall, found: Properties, qualifier: string): Properties {
  if (qualifier === '$LATEST') return shown(call, found)
  const alias = record(record(found.aliases)[qualifier])
  const version = record(found.versions)[String(alias.FunctionVersion ?? qualifier)]
  if (alias.FunctionVersion === '$LATEST') return shown(call, found)
  if (version === undefined) throw missing(`${String(configOf(found).FunctionArn)}:${qualifier}`)
  return record(version)
}

function putAlias(call: WireCall, found: Properties, alias: Properties): Properties {
  const version = String(alias.FunctionVersion)
  if (version !== '$LATEST' && record(found.versions)[version] === undefined)
    throw missing(`${String(configOf(found).FunctionArn)}:${version}`)
  const name = String(alias.Name)
  const AliasArn = `${String(configOf(found).FunctionArn)}:${name}`
  const made = { ...alias, AliasArn, RevisionId: call.id() }
  saveFunction(call, { ...found, aliases: { ...record(found.aliases), [name]: made } })
  return made
}

function aliasOf(found: Properties, name: string): Properties {
  const alias = record(found.aliases)[name]
  if (alias === undefined)
    throw missing(`${String(configOf(found).FunctionArn)}:${name}`, 'Cannot find alias arn')
  return record(alias)
}

function missing(arn: string, what = 'Function not found'): Error {
  return fault(404, 'ResourceNotFoundException', `${what}: ${arn}`, { Type: 'User' })
}

// What decides whether a version is a new one: the code and the settings, not when or as what they were kept.
function essence(config: Properties): Properties {
  const { Version: _v, FunctionArn: _a, RevisionId: _r, LastModified: _l, Description: _d, ...rest } = config
  const { State: _s, LastUpdateStatus: _u, ...plain } = rest
  return plain
}
