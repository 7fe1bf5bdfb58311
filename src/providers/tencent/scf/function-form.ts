import { list, type Properties, record, text, type Value } from '../../../model/value.ts'
import type { Codec, Form } from '../../kit/form.ts'
import type { Reset } from '../../kit/parts.ts'
import { flagText } from '../kit/recipe.ts'

/** SCF lists variables as Key and Value; one with an empty key stands for none at all (UpdateFunctionConfiguration). */
const variables: Codec = {
  write(environment) {
    const pairs = Object.entries(record(record(environment).Variables))
    const all = pairs.map(([Key, Value]) => ({ Key, Value: text(Value) ?? '' }))
    return { Variables: all.length > 0 ? all : [{ Key: '', Value: '' }] }
  },
  read(live) {
    const pairs = list(record(live).Variables).map(record)
    return { Variables: Object.fromEntries(pairs.map(({ Key, Value }) => [text(Key) ?? '', Value ?? ''])) }
  },
}

/** A layer without a name takes the last one off (LayerVersionSimple). */
const layers: Codec = {
  write: value => (list(value).length > 0 ? value : [{ LayerName: '', LayerVersion: 0 }]),
  read: live =>
    list(live).map(layer => {
      const { LayerName, LayerVersion } = record(layer)
      return { LayerName: LayerName ?? '', LayerVersion: LayerVersion ?? 0 }
    }),
}

/** How properties of a function become members of calls. */
export const form: Form = {
  codecs: {
    Environment: variables,
    Layers: layers,
    InstallDependency: flagText,
    AsyncRunEnable: flagText,
    TraceEnable: flagText,
    DnsCache: flagText,
  },
}

/** What settings go back to that left the template: defaults and clearing forms by the comments of CreateFunction and its types. */
export const resets: Readonly<Record<string, Reset>> = {
  Description: '',
  MemorySize: 128,
  Timeout: 3,
  Environment: {},
  Role: '',
  VpcConfig: { VpcId: '', SubnetId: '' },
  'VpcConfig.VpcId': '',
  'VpcConfig.SubnetId': '',
  Layers: [],
  InitTimeout: 65,
  PublicNetConfig: { PublicNetStatus: 'ENABLE', EipConfig: { EipStatus: 'DISABLE' } },
  'PublicNetConfig.PublicNetStatus': 'ENABLE',
  'PublicNetConfig.EipConfig': { EipStatus: 'DISABLE' },
  InstallDependency: 'FALSE',
  CfsConfig: { CfsInsList: [] },
  ProtocolParams: { WSParams: { IdleTimeOut: 15 } },
  // "" cancels the setting (InstanceConcurrencyConfig.DynamicEnabled)
  InstanceConcurrencyConfig: { DynamicEnabled: '' },
  DnsCache: 'FALSE',
  IntranetConfig: { IpFixed: 'DISABLE' },
}

/** Gives what a create leaves out: forms that clear are for updates, and a new function has nothing to clear. */
export function unwritten({ Environment, Layers }: Properties): Readonly<Record<string, undefined>> {
  return {
    ...(isNone(record(Environment).Variables) ? { Environment: undefined } : {}),
    ...(isNone(Layers) ? { Layers: undefined } : {}),
  }
}

function isNone(value: Value | undefined): boolean {
  return list(value).length === 0 && Object.keys(record(value)).length === 0
}
