import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isScalar, parseDocument, Scalar, stringify, visit } from 'yaml'
import { isList, isRecord, type Value } from '../../src/model/value.ts'
import { fix } from '../../src/template/yaml/fix.ts'
import { parse } from '../../src/template/yaml/parse.ts'
import { readFixed } from '../../src/template/yaml/read.ts'
import { splitAttribute } from '../../src/template/yaml/tags.ts'
import { corpora, filesBelow } from '../support/corpora.ts'

const templates = filesBelow(corpora, /\.(ya?ml|template)$/)
const cases = filesBelow(`${corpora}/sam-wild`, /\.case\.json$/)

/** Reads a text by another reader: `yaml`, told of the short forms and of the numbers that stay text. */
function independent(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false, strict: false })
  if (document.errors.length > 0) return undefined
  visit(document, {
    Scalar(_, node) {
      const digits = typeof node.value === 'number' && node.type === 'PLAIN' ? node.source : undefined
      if (
        digits !== undefined &&
        (/^[-+]?0\d/.test(digits) || !Number.isSafeInteger(Math.trunc(Number(digits))))
      )
        node.value = digits
      if (typeof node.value === 'number' && !Number.isFinite(node.value)) node.value = node.source
    },
  })
  visit(document, {
    Node(key, node) {
      const tag = node.tag
      if (key === 'key' || tag === undefined || !/^![A-Za-z]/.test(tag)) return
      delete node.tag
      const name = tag === '!Ref' || tag === '!Condition' ? tag.slice(1) : `Fn::${tag.slice(1)}`
      const inner =
        tag === '!GetAtt' && isScalar(node) ? document.createNode(splitAttribute(String(node.value))) : node
      const map = document.createNode({})
      map.add(document.createPair(new Scalar(name), inner))
      return map
    },
  })
  return document.toJS({ maxAliasCount: -1 })
}

describe.skipIf(templates.length === 0)('parse() on public templates', () => {
  it('gives the values that another reader gives', () => {
    const different = templates.filter(file => {
      const text = readFileSync(file, 'utf8')
      const parsed = parse(text)
      const other = independent(text)
      if (other === undefined || 'failure' in parsed) return false
      // A key that stands twice is refused, whichever of the two another reader takes.
      if (parsed.problems.some(({ code }) => code === 'E1009')) return false
      return JSON.stringify(other) !== JSON.stringify(parsed.value)
    })
    expect(different.map(file => relative(corpora, file))).toEqual([])
  })

  it('reads all that another reader reads', () => {
    const refused = templates.filter(file => {
      const text = readFileSync(file, 'utf8')
      return 'failure' in parse(text) && independent(text) !== undefined
    })
    expect(refused.map(file => relative(corpora, file))).toEqual([])
  })

  it('gives back what JSON cases were written as YAML', () => {
    const different = cases.filter(file => {
      const { input } = JSON.parse(readFileSync(file, 'utf8'))
      const parsed = parse(stringify(input))
      return 'failure' in parsed || JSON.stringify(parsed.value) !== JSON.stringify(input)
    })
    expect(different.map(file => relative(corpora, file))).toEqual([])
  })

  it('places every value within the text, on what it was read from', () => {
    for (const file of templates) {
      const text = readFileSync(file, 'utf8')
      const parsed = parse(text)
      if ('failure' in parsed) continue
      for (const { path, value } of leaves(parsed.value)) {
        const { start, end } = parsed.place(path, 'value')
        expect(start).toBeLessThanOrEqual(end)
        expect(end).toBeLessThanOrEqual(text.length)
        if (typeof value === 'number') expect(Number(text.slice(start, end).replace(/^.*\s/, ''))).toBe(value)
      }
    }
  })
})

describe.skipIf(templates.length === 0)('fix() on public templates', () => {
  it('finds no typo in a template that is well written, and leaves it as it is', () => {
    const changed = templates.filter(file => {
      const text = readFileSync(file, 'utf8')
      return !('failure' in parse(text)) && fix(text).text !== text
    })
    expect(changed.map(file => relative(corpora, file))).toEqual([])
  })

  it('mends a blank that was taken out behind a colon, wherever that was, or leaves the text alone', () => {
    let repaired = 0
    for (const file of templates.filter((_, index) => index % 7 === 0)) {
      const text = readFileSync(file, 'utf8')
      const whole = parse(text)
      if ('failure' in whole) continue
      const places = [...text.matchAll(/^ +[A-Za-z]\w*:(?= [^|>\s])/gm)]
      for (const [index, { 0: found, index: at }] of places.entries()) {
        if (index % 5 !== 0) continue
        const broken = text.slice(0, at + found.length) + text.slice(at + found.length + 1)
        const { text: fixed, parsed, typos } = readFixed(broken)
        if (typos.length === 0) continue
        expect(fixed, `${file}:${found}`).toBe(text)
        expect(fix(fixed).text).toBe(fixed)
        expect('failure' in parsed).toBe(false)
        repaired++
      }
    }
    expect(repaired).toBeGreaterThan(100)
  })
})

function* leaves(
  value: Value,
  path: readonly (string | number)[] = [],
): Iterable<{
  readonly path: readonly (string | number)[]
  readonly value: Value
}> {
  if (isList(value)) for (const [index, item] of value.entries()) yield* leaves(item, [...path, index])
  else if (isRecord(value))
    for (const [key, item] of Object.entries(value)) yield* leaves(item, [...path, key])
  else yield { path, value }
}
