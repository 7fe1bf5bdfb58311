import { join } from 'node:path'
import { expect, it } from 'vitest'
import { load } from '../../src/template/load.ts'
import { fix } from '../../src/template/yaml/fix.ts'
import { drawFrom } from '../support/draw.ts'
import { fakeCloud } from '../support/fake-dialect.ts'

const root = join(import.meta.dirname, '../fixtures/front-end')

const whole = `Cloud: fake
Description: >-
  A template with something of everything: "quotes", 'more',
  and text over lines.
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Hello: &hello
    Type: Fake::Function
    Condition: IsProd
    Properties:
      Handler: app.main
      Runtime: !If [IsProd, nodejs22, python3.12]
      Environment:
        Variables:
          TABLE: !GetAtt Table.Arn
          TEXT: |
            one: two
              - three
          URL: https://example.com/\${Stage}
      Layers:
        - !Sub '\${Stage}-layer'
        - other
  Again: *hello
  Table:
    Type: Fake::Table
Outputs:
  Arn:
    Value: !GetAtt Hello.Arn
`

const pieces = [
  ...' \t\n:-!&*|>?%@`#,[]{}"\'\\~',
  '- ',
  ': ',
  '!Ref ',
  '!If [',
  '*hello',
  '---\n',
  '\r\n',
  'Fn::Sub: ',
  '${',
]

function mutated(text: string, next: (limit: number) => number): string {
  const at = next(text.length)
  const piece = pieces[next(pieces.length)] ?? ''
  const cuts = [0, 1, 1 + next(6), 0]
  const kind = next(4)
  const inserted = kind === 2 ? '' : kind === 3 ? text.slice(at, at + next(60)) : piece
  return text.slice(0, at) + inserted + text.slice(at + (cuts[kind] ?? 0))
}

it('load() and fix() take any text: findings have places, and fixing twice is fixing once', async () => {
  const { below: next } = drawFrom(7)
  for (let round = 0; round < 400; round++) {
    let text = whole
    for (let edits = next(5); edits >= 0; edits--) text = mutated(text, next)
    const { value, diagnostics } = await load({
      file: 't.yaml',
      text,
      clouds: [fakeCloud()],
      cloud: 'fake',
      parameters: {},
      root,
      look: () => 'file',
      today: new Date('2026-11-22'),
    })
    if (value === undefined) expect(diagnostics, text).not.toEqual([])
    const lines = text.split(/\r\n|\r|\n/)
    for (const { location } of diagnostics)
      if (location !== undefined) {
        expect(location.start.line, text).toBeLessThanOrEqual(lines.length)
        expect(location.start.column, text).toBeLessThanOrEqual(
          (lines[location.start.line - 1]?.length ?? 0) + 1,
        )
      }
    const once = fix(text).text
    expect(fix(once).text, text).toBe(once)
  }
})
