import { similar } from '../../../model/similar.ts'
import { text, type Value } from '../../../model/value.ts'

/** What a type of the serverless transform makes, whichever way its first word is spelt: `Function`, `Log::Logstore`. */
export function kindOf(type: Value | undefined): string | undefined {
  return /^(?:Aliyun|ALIYUN)::Serverless::(.+)$/.exec(text(type) ?? '')?.[1]
}

/** Gives the type that makes a kind. */
export function typeOf(kind: string): string {
  return `Aliyun::Serverless::${kind}`
}

/** Tells whether a type is one of the transform but for a slip of the pen in its first two words. */
export function isNearly(type: string): boolean {
  const [cloud = '', service = '', ...rest] = type.split('::')
  const isCloud = similar(cloud, ['Aliyun']) !== undefined
  return (
    kindOf(type) === undefined && rest.length > 0 && isCloud && similar(service, ['Serverless']) !== undefined
  )
}

/** The kinds that the transform has (https://github.com/alibaba/funcraft/blob/master/docs/specs/2018-04-03-zh-cn.md). */
export const kinds: readonly string[] = [
  'Service',
  'Function',
  'Api',
  'CustomDomain',
  'Flow',
  'Log',
  'Log::Logstore',
  'MNSTopic',
  'Role',
  'TableStore',
  'TableStore::Table',
]

/** Kinds that hold others beside their Type and Properties, and what they hold. */
const children: Readonly<Record<string, readonly string[]>> = {
  Service: ['Function'],
  Log: ['Log::Logstore'],
  TableStore: ['TableStore::Table'],
}

/** Lists the kinds that a kind holds. */
export function childrenOf(kind: string): readonly string[] {
  return Object.hasOwn(children, kind) ? (children[kind] ?? []) : []
}
