import type { Store } from '../../../model/operation.ts'
import type { Thing } from '../../../model/source.ts'
import { list, type Properties, record } from '../../../model/value.ts'
import { account, regional } from '../protocols/scope.ts'
import { localId } from './wire-invoke.ts'
import { layerBlob } from './wire-layers.ts'
import { mappingTable } from './wire-mappings.ts'
import { functionTable } from './wire-store.ts'

/** Gives the functions that a local cloud keeps, their addresses and what calls them, as templates write them. */
export function keptFunctions(store: Store): readonly Thing[] {
  const functions = regional(store, functionTable).flatMap(([region, found]) => [
    functionOf(store, region, found),
    ...Object.values(record(found.urls)).map(url => urlOf(region, record(url))),
  ])
  return [...functions, ...regional(store, mappingTable).map(([region, found]) => mappingOf(region, found))]
}

function mappingOf(region: string, found: Properties): Thing {
  const { UUID, FunctionArn, ...mapping } = record(found.mapping)
  const FunctionName = String(FunctionArn).replace(/^.*:function:/, '')
  const properties = { ...mapping, FunctionName }
  return { id: String(UUID), type: 'AWS::Lambda::EventSourceMapping', properties, region, account }
}

function functionOf(
  store: Store,
  region: string,
  { config, concurrency, blob, policies }: Properties,
): Thing {
  const settings = record(config)
  const Layers = list(settings.Layers).map(layer => {
    const { Arn = '' } = record(layer)
    const stored = layerBlob(store, Arn)
    return { Arn, ...(stored === undefined ? {} : { stored }) }
  })
  const reserved = concurrency === undefined ? {} : { ReservedConcurrentExecutions: concurrency }
  return {
    id: localId(region, String(settings.FunctionName)),
    type: 'AWS::Lambda::Function',
    properties: { ...settings, ...reserved, Layers, Policies: policies ?? {} },
    region,
    account,
    // Deployed code lies in the store under its hash.
    code: { property: [], stored: String(blob) },
  }
}

function urlOf(region: string, { Cors, FunctionUrl, FunctionArn, AuthType }: Properties): Thing {
  return {
    // The first word of the host tells the addresses of functions apart.
    id: new URL(String(FunctionUrl)).hostname.replace(/\..*$/, ''),
    type: 'AWS::Lambda::Url',
    properties: {
      TargetFunctionArn: FunctionArn ?? null,
      AuthType: AuthType ?? 'NONE',
      ...(Cors === undefined ? {} : { Cors }),
    },
    region,
    account,
  }
}
