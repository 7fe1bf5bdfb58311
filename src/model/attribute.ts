import type { TypeTables } from './dialect.ts'
import { isList, own, text, type Value } from './value.ts'

/** The resources that a template may refer to, and what is published of their types. */
export interface AskedTypes {
  /** By the name, the type of what stands there once the template is expanded. */
  readonly deployed: Readonly<Record<string, string>>
  readonly types: Pick<TypeTables, 'typeOf'>
}

/** Gives what `Fn::GetAtt` is asked for, its parts joined by dots; a part that is a call is empty. */
export function attributeIn(argument: Value): string {
  const parts = isList(argument) ? argument : [argument]
  return parts.map(part => text(part) ?? '').join('.')
}

/** Gives the published kind of `Resource.Attribute`, such as `array`, or nothing where none is published. */
export function publishedKind(path: string, { deployed, types }: AskedTypes): string | undefined {
  const dot = path.indexOf('.')
  const type = dot < 0 ? undefined : own(deployed, path.slice(0, dot))
  return type === undefined ? undefined : own(types.typeOf(type)?.attributes ?? {}, path.slice(dot + 1))
}
