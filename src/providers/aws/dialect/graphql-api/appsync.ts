import type { Value } from '../../../../model/value.ts'
import { present } from '../calls.ts'
import type { GeneratedResource, Source } from '../transform-context.ts'

/** Makes resources of AppSync with what all parts of an API have in common. */
export function appSync({ attributes, dependsOn }: Source): AppSyncMaker {
  return (
    id: string,
    type: string,
    properties: Readonly<Record<string, Value | undefined>>,
  ): GeneratedResource => ({
    id,
    type: `AWS::AppSync::${type}`,
    properties: present(properties),
    attributes,
    dependsOn,
  })
}

/** Makes one resource: its ID, its type after `AWS::AppSync::`, its properties. */
export type AppSyncMaker = (
  id: string,
  type: string,
  properties: Readonly<Record<string, Value | undefined>>,
) => GeneratedResource
