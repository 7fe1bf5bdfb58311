import type { Described } from './described.ts'

/** An element of an XML document, without its attributes. */
export interface Element {
  readonly name: string
  readonly text: string
  readonly children: readonly Element[]
}

interface Open {
  readonly name: string
  text: string
  readonly children: Element[]
}

/** Reads the document that an API answers; gives nothing where there is none. */
export function parseXml(source: string): Element | undefined {
  const root: Open = { name: '', text: '', children: [] }
  const open: Open[] = [root]
  for (const [, closing, name = '', empty, text] of source.matchAll(
    /<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([\w:.-]+)[^>]*?(\/?)>|([^<]+)/g,
  )) {
    const current = open.at(-1) ?? root
    if (text !== undefined) current.text += text
    else if (closing === '/') open.pop()
    else if (name !== '') {
      const element: Open = { name, text: '', children: [] }
      current.children.push(element)
      if (empty !== '/') open.push(element)
    }
  }
  return root.children[0]
}

/** Tells whether a list repeats its own name, with nothing around its items. */
export type IsFlat = (list: Described) => boolean

/** Gives the value that an element stands for where it is so described; what is not described keeps its name. */
export function valueIn(element: Element, described: Described, isFlat: IsFlat): unknown {
  switch (described.kind) {
    case 'record':
      return membersIn(element.children, described, isFlat)
    case 'list':
      return element.children.map(child => valueIn(child, described.item(), isFlat))
    case 'map':
      return Object.fromEntries(
        element.children.map(({ children: [key, value] }) => [
          key?.text ?? '',
          value === undefined ? '' : valueIn(value, described.value(), isFlat),
        ]),
      )
    case 'number':
      return element.text.trim() === '' ? element.text : Number(element.text)
    case 'flag':
      return { true: true, false: false }[element.text.trim()] ?? element.text
    default:
      return decoded(element.text)
  }
}

function membersIn(
  children: readonly Element[],
  described: Extract<Described, { readonly kind: 'record' }>,
  isFlat: IsFlat,
): Readonly<Record<string, unknown>> {
  const members = described.members()
  const found: Record<string, unknown> = {}
  for (const child of children) {
    const member = members[child.name]
    if (member === undefined) found[child.name] = child.text
    else if (member.kind === 'list' && isFlat(member))
      found[child.name] = [...((found[child.name] as unknown[]) ?? []), valueIn(child, member.item(), isFlat)] // made here
    else found[child.name] = valueIn(child, member, isFlat)
  }
  return found
}

function decoded(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll(/&#(x?)([0-9a-fA-F]+);/g, (_all, hex: string, digits: string) =>
      String.fromCodePoint(Number.parseInt(digits, hex === '' ? 10 : 16)),
    )
    .replaceAll('&amp;', '&')
}
