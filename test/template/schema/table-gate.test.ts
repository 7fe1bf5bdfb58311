import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isList, isRecord, type Properties, record, text, type Value } from '../../../src/model/value.ts'
import { explain } from '../../../src/template/schema/explain.ts'
import { tableGate } from '../../../src/template/schema/table-gate.ts'
import { typeTables } from '../../../src/template/schema/type-tables.ts'
import { successCases } from '../../conformance/corpus.ts'
import { corpora } from '../../support/corpora.ts'
import { root } from '../../support/fnx.ts'
import { lacks } from '../../support/needs.ts'

const tables = typeTables(root, 'aws')
const odd: readonly Value[] = [
  null,
  'x',
  7,
  [],
  {},
  { Ref: 'AWS::NoValue' },
  { Ref: 'P' },
  ['a'],
  { a: 1 },
  'true',
]

/** Gives copies of properties with one mistake each: a key left out, a key more, an odd value. */
function* damaged(value: Value, draw: (most: number) => number): Iterable<Value> {
  if (isList(value))
    for (const [at, item] of value.entries())
      for (const other of damaged(item, draw)) yield value.with(at, other)
  if (!isRecord(value)) return
  yield { ...value, Surplus: 1 }
  for (const key of Object.keys(value)) {
    const { [key]: own = null, ...rest } = value
    yield rest
    yield { ...rest, [key]: odd[draw(odd.length)] ?? null }
    for (const other of damaged(own, draw)) yield { ...rest, [key]: other }
  }
}

function agrees(type: string, value: Value): boolean {
  const file = tables.typeOf(type)?.schema
  const [name = '', definition = ''] = (file ?? '').split('#/definitions/')
  const document = tables.document(name)
  if (file === undefined || document === undefined) return true
  const doubt = { value, file, subject: 'X', path: [] }
  const mistakes = explain([doubt], root, made => tables.document(made))
  const passes = tableGate(document, definition)(value)
  // The gate may doubt what the explainer then finds sound; it must not let a mistake pass.
  return passes ? mistakes.length === 0 : true
}

describe.skipIf(lacks('the folder of corpora', existsSync(corpora)))('tableGate()', () => {
  it('lets nothing pass in which the explainer finds a mistake', { timeout: 120_000 }, async () => {
    let seed = 1
    const draw = (most: number): number => {
      seed = (seed * 48271) % 2147483647
      return seed % most
    }
    const seen = new Set<string>()
    const wrong: string[] = []
    for (const { output } of (await successCases()).filter(({ partition }) => partition === 'aws'))
      for (const body of Object.values(record(record(output).Resources))) {
        const { Type, Properties } = record(body) as Properties // a resource is a map
        const type = text(Type) ?? ''
        if (seen.has(type) && draw(20) > 0) continue
        seen.add(type)
        for (const value of [Properties ?? {}, ...damaged(Properties ?? {}, draw)])
          if (!agrees(type, value)) wrong.push(`${type} ${JSON.stringify(value)}`)
      }
    expect(seen.size).toBeGreaterThan(20)
    expect(wrong.slice(0, 3)).toEqual([])
  })

  it('lets what is sound pass', async () => {
    const document = tables.document('aws/types/AWS::SQS.json') ?? {}
    const gate = tableGate(document, 'Queue')
    expect(gate({ DelaySeconds: '5', Tags: [{ Key: 'a', Value: { Ref: 'P' } }], 'Fn::Transform': {} })).toBe(
      true,
    )
    expect(gate({ Arn: { Ref: 'A' } })).toBe(false)
    expect(gate({ Surplus: { Ref: 'A' } })).toBe(false)
  })
})
