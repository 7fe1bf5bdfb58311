import { describe, expect, it } from 'vitest'
import { renderGithub, renderSarif, renderText } from '../../../src/cli/views/diagnostics.ts'
import { printable, printableColours, printableJson } from '../../../src/cli/views/printable.ts'
import { reporter } from '../../../src/cli/views/reporter.ts'
import { table } from '../../../src/cli/views/table.ts'
import { writeOutput } from '../../../src/cli/views/write.ts'
import { world } from '../../support/world.ts'

/** All of what may act: C0, DEL, C1, the separators, what turns text round and what nobody sees. */
const acting = [
  ...Array.from({ length: 0x20 }, (_, code) => code),
  ...Array.from({ length: 0x21 }, (_, index) => 0x7f + index),
  ...[0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e],
  ...[0x180e, 0x200b, 0xfeff, 0xfff9, 0xfffa, 0xfffb],
  ...Array.from({ length: 0x10 }, (_, index) => 0x2060 + index),
].map(code => String.fromCharCode(code))
const hostile = `x\u001b[31mRED\u001b]0;OWN\u0007\u009b2J\u202e\r\n::error file=x::INJECTED`
const titleOf = () => 'Title'

/** What of a text would act on a terminal: everything but the line ends that fnx makes. */
function left(text: string): readonly string[] {
  return acting.filter(character => character !== '\n' && text.includes(character))
}

function expectHarmless(text: string): void {
  expect(left(text)).toEqual([])
  expect(text.split('\n').filter(line => /^\s*::/.test(line))).toEqual([])
}

describe('printable()', () => {
  it('shows each character that would act, and no other', () => {
    for (const character of acting) expect(left(printable(`a${character}b`))).toEqual([])
    expect(printable(hostile)).toBe(
      'x\\u001b[31mRED\\u001b]0;OWN\\u0007\\u009b2J\\u202e\\r\\n::error file=x::INJECTED',
    )
    for (const plain of ['grün 你好 👩‍💻 é', 'שלום', '']) expect(printable(plain)).toBe(plain)
  })
})

it('printableColours() keeps colours and lines, and nothing else that acts', () => {
  expect(printableColours('\u001b[1;31mred\u001b[0m\r\n\u001b[2Jx\u001b]0;t\u0007')).toBe(
    '\u001b[1;31mred\u001b[0m\n\\u001b[2Jx\\u001b]0;t\\u0007',
  )
})

it('printableJson() stays JSON of the same value', () => {
  const value = { [hostile]: acting.join('') }
  expect(left(printableJson(value))).toEqual([])
  expect(JSON.parse(printableJson(value, 2))).toEqual(value)
})

describe('a finding of a hostile template', () => {
  const source = `  D: { Q: \u001b[31mred, \tType: ${'\u202e'}x } # \u0007`
  const start = source.indexOf('Type')
  const location = {
    file: `a\u001b[2J.yaml`,
    start: { line: 1, column: start + 1 },
    end: { line: 1, column: start + 5 },
  }
  const found = [
    {
      code: 'E3002',
      message: hostile,
      hint: `${hostile}\n  fnx unlock`,
      location,
      related: [{ message: hostile, location }],
    },
  ]
  const options = { texts: new Map([[location.file, source]]), titleOf, colour: false, width: 200 }

  it('is shown with nothing that acts but tabs, and the caret under what it points at', () => {
    const text = renderText(found, options)
    expectHarmless(text.replaceAll('\t', ''))
    const lines = text.split('\n')
    const at = lines.findIndex(line => line.includes('D: {'))
    expect(lines[at + 1]?.indexOf('^')).toBe(lines[at]?.indexOf('Type'))
    expect(lines[at + 1]).toMatch(/[^^]\^\^\^\^$/)
  })

  it('is one command to GitHub Actions, and stays JSON in SARIF', () => {
    const text = renderGithub(found, { titleOf })
    expect(text.trimEnd().split('\n')).toHaveLength(1)
    expect(left(text)).toEqual([])
    const log = renderSarif(found, { titleOf })
    expect(left(log)).toEqual([])
    expect(JSON.parse(log).runs[0].results[0].message.text).toContain(hostile)
  })
})

it('table() lines up what it shows, not what it was given', () => {
  expect(
    table([
      ['a\u001b', 'b'],
      ['aaaaaaaa', 'b'],
    ]),
  ).toEqual(['a\\u001b   b', 'aaaaaaaa  b'])
})

describe('a run over hostile names', () => {
  const type = `AWS::S3::Bucket\n::warning::INJ`
  const diagnostic = { code: 'E6001', message: hostile }
  const step = { logicalId: hostile, resourceType: type, call: 'create' } as const

  it('shows nothing that acts, and injects no line', async () => {
    const { context, stdout, stderr } = world()
    const out = reporter(context, false)
    const change = { path: hostile, before: hostile, after: acting.join(''), replaces: true, drift: true }
    const place = {
      stack: hostile,
      stage: hostile,
      target: 'local',
      provider: 'aws',
      account: '0',
      region: '',
    }
    const whole = { ...change, after: { [hostile]: [hostile, { [acting.join('')]: hostile }] } }
    out.emit({
      type: 'plan',
      place,
      changes: [
        { logicalId: hostile, type, action: 'update', properties: [change], reason: hostile },
        { logicalId: hostile, type, action: 'create', properties: [whole] },
      ],
    })
    out.emit({ type: 'step-done', ...step, duration: 1 })
    out.emit({ type: 'step-failed', ...step, diagnostic })
    out.emit({ type: 'step-skipped', logicalId: hostile, because: hostile })
    out.emit({ type: 'retry', reason: hostile, wait: 5000 })
    out.emit({ type: 'waiting-for-lock', holder: hostile })
    out.say(hostile)
    await out.diagnostics([diagnostic])
    out.close()
    expectHarmless(stdout())
    expectHarmless(stderr())
    expect(stdout()).toContain('\\u001b[31mRED')
  })

  it('gives programs the same values as JSON', () => {
    const { context, stdout } = world()
    const out = reporter(context, true)
    out.emit({ type: 'step-failed', ...step, diagnostic })
    out.close()
    expectHarmless(stdout())
    expect(JSON.parse(stdout())).toMatchObject({ logicalId: hostile, diagnostic })
  })
})

it('writeOutput() passes on what functions write, but to a terminal only what does not drive it', () => {
  const text = '\u001b[32mok\u001b[0m \u001b]0;OWN\u0007\n'
  for (const [isTTY, expected] of [
    [false, text],
    [true, '\u001b[32mok\u001b[0m \\u001b]0;OWN\\u0007\n'],
  ] as const) {
    const written: string[] = []
    const stream = { isTTY, write: (part: string) => written.push(part) }
    writeOutput(stream as never, text) // a stream of one method
    expect(written.join('')).toBe(expected)
  }
})
