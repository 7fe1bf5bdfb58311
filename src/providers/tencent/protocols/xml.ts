import { isList, isRecord, list, type Properties, record, text, type Value } from '../../../model/value.ts'

/** Writes a map as XML; a list repeats its element. */
export function xml(document: Properties): string {
  return Object.entries(document)
    .flatMap(([name, value]) =>
      (isList(value) ? value : [value]).map(item => `<${name}>${content(item)}</${name}>`),
    )
    .join('')
}

function content(value: Value): string {
  return isRecord(value) ? xml(value) : escaped(text(value) ?? '')
}

function escaped(value: string): string {
  return value.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`)
}

/** Gives the text of an element; one without text is read as an empty map. */
export function textOf(value: Value | undefined): string {
  return text(value) ?? ''
}

/** Gives the elements of a name: XML does not tell one of a thing from a list of one. */
export function many(value: Value | undefined): readonly Properties[] {
  return isRecord(value) ? [value] : list(value).map(record)
}
