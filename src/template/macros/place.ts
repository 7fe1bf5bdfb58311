import type { Template } from '../../model/template.ts'
import { isList, isRecord, member, type Path, type Properties, type Value } from '../../model/value.ts'

/** A spot of a file that was read. */
export interface Place {
  readonly source: Pick<Template, 'locate'>
  readonly path: Path
}

/** Where a map or list of a made document comes from, as far as its parent does not tell. */
export interface Origin {
  /** Its own spot. */
  readonly place?: Place
  /** Spots of the entries that do not stand under their own keys there. */
  readonly entries?: ReadonlyMap<string, Place>
}

/** Origins of what was made; whatever is absent stands where its parent has it. */
export type Origins = WeakMap<object, Origin>

/** Makes the template of a document that was made from another: paths in it lead to where their values come from. */
export function madeTemplate(template: Template, document: Properties, origins: Origins): Template {
  return {
    ...template,
    document,
    locate(path, part = 'value') {
      const { source, path: found } = placeOf(path, { template, document, origins, part })
      return source.locate(found, part)
    },
  }
}

interface Search {
  readonly template: Template
  readonly document: Properties
  readonly origins: Origins
  readonly part: 'key' | 'value'
}

function placeOf(path: Path, { template, document, origins, part }: Search): Place {
  let place: Place = { source: template, path: [] }
  let node: Value | undefined = document
  for (const step of path) {
    const origin = originOf(node, origins)
    const owner: Place = origin?.place ?? place
    place = origin?.entries?.get(String(step)) ?? { ...owner, path: [...owner.path, step] }
    node = child(node, step)
  }
  const own = part === 'value' ? originOf(node, origins)?.place : undefined
  return own ?? place
}

function originOf(node: Value | undefined, origins: Origins): Origin | undefined {
  return typeof node === 'object' && node !== null ? origins.get(node) : undefined
}

function child(node: Value | undefined, step: string | number): Value | undefined {
  if (isList(node)) return node[Number(step)]
  return isRecord(node) ? member(node, String(step)) : undefined
}
