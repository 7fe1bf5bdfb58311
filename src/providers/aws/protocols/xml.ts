import type { Value } from '../../../model/value.ts'
import { isList, isRecord } from '../../../model/value.ts'

/** A tree as JSON has it, with `undefined` for what is left out. */
export type Tree = Value | undefined | readonly Tree[] | { readonly [key: string]: Tree }

/** Writes a tree as XML; a list repeats its tag. */
export function xml(tag: string, tree: Tree, attributes = ''): string {
  if (tree === undefined || tree === null) return ''
  if (isList(tree)) return tree.map(item => xml(tag, item, attributes)).join('')
  const open = `<${tag}${attributes}>`
  if (!isRecord(tree)) return `${open}${escaped(String(tree))}</${tag}>`
  const inside = Object.entries(tree).map(([key, value]) => xml(key, value))
  return `${open}${inside.join('')}</${tag}>`
}

/** Puts items under `member` tags, as the query services list things. */
export function members(items: readonly Tree[]): Tree {
  return { member: items }
}

/** Puts a map under `entry` tags, as the query services write maps. */
export function entries(map: Readonly<Record<string, Value>>): Tree {
  return { entry: Object.entries(map).map(([key, value]) => ({ key, value })) }
}

function escaped(text: string): string {
  return text.replace(/[<>&"\r]/g, char => `&#${char.charCodeAt(0)};`)
}

/** An element of a document that was read. */
export interface Element {
  readonly tag: string
  readonly text: string
  readonly children: readonly Element[]
}

const token =
  /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|[^<]+/g

interface Open {
  readonly tag: string
  text: string
  readonly children: Element[]
}

/** Reads the XML that S3's clients send; declarations of types and entities are not known and end the reading. */
export function parseXml(text: string): Element | undefined {
  const top: Open = { tag: '', text: '', children: [] }
  const stack: Open[] = [top]
  let end = 0
  for (const match of text.matchAll(token)) {
    if (match.index !== end) return undefined
    end = match.index + match[0].length
    step(stack, match)
  }
  return end === text.length && stack.length === 1 ? top.children[0] : undefined
}

function step(stack: Open[], [whole, closing, tag, , empty]: RegExpExecArray): void {
  const current = stack.at(-1)
  if (current === undefined) return
  if (tag === undefined) {
    if (!whole.startsWith('<')) current.text += unescaped(whole)
  } else if (closing) {
    if (stack.length > 1) stack.pop()
  } else {
    const opened: Open = { tag: tag.replace(/^.*:/, ''), text: '', children: [] }
    current.children.push(opened)
    if (!empty) stack.push(opened)
  }
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name] ?? whole
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal))
  })
}

/** Gives the children of an element that have a tag. */
export function children(element: Element | undefined, tag: string): readonly Element[] {
  return element?.children.filter(child => child.tag === tag) ?? []
}

/** Gives the text at a way of tags, or nothing. */
export function textAt(element: Element | undefined, ...tags: readonly string[]): string | undefined {
  const found = tags.reduce<Element | undefined>((at, tag) => children(at, tag)[0], element)
  return found?.text
}
