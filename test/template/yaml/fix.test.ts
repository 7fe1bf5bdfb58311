import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fix } from '../../../src/template/yaml/fix.ts'
import { parse } from '../../../src/template/yaml/parse.ts'
import { seeds } from '../../support/corpora.ts'

/** Lines of a text, as the tables below write them. */
function lines(...written: readonly string[]): string {
  return written.map(line => `${line}\n`).join('')
}

function places(text: string): readonly string[] {
  return fix(text).fixed.map(
    ({ code, location }) => `${code} ${location?.start.line}:${location?.start.column}`,
  )
}

describe('fix() mends', () => {
  const table: readonly (readonly [string, string, string, readonly string[]])[] = [
    [
      'a first key without its blank',
      lines('P:', '  CodeUri:.', '  Handler: a.b'),
      lines('P:', '  CodeUri: .', '  Handler: a.b'),
      ['E1020 2:3'],
    ],
    [
      'a later key without its blank',
      lines('P:', '  Handler: a.b', '  CodeUri:./src/'),
      lines('P:', '  Handler: a.b', '  CodeUri: ./src/'),
      ['E1020 3:3'],
    ],
    [
      'several in a row',
      lines('P:', '  A:x', '  B:y', '  C: z'),
      lines('P:', '  A: x', '  B: y', '  C: z'),
      ['E1020 2:3', 'E1020 3:3'],
    ],
    [
      'an only key before a tag',
      lines('P:', '  RestApiId:!Ref Api'),
      lines('P:', '  RestApiId: !Ref Api'),
      ['E1020 2:3'],
    ],
    [
      'the first key of a list item',
      lines('S:', '  - Effect:Allow', '    Action: x'),
      lines('S:', '  - Effect: Allow', '    Action: x'),
      ['E1020 2:5'],
    ],
    [
      'a key at the top',
      lines('Transform:AWS::Serverless-2016-10-31', 'Resources: {}'),
      lines('Transform: AWS::Serverless-2016-10-31', 'Resources: {}'),
      ['E1020 1:1'],
    ],
    [
      'a block of text behind a key',
      lines('A: 1', 'B:|', '  C:d', '  E', 'F: 2'),
      lines('A: 1', 'B: |', '  C:d', '  E', 'F: 2'),
      ['E1020 2:1'],
    ],
    [
      'a dash before a quote',
      lines('Action:', "  -'sts:AssumeRole'", 'B: 1'),
      lines('Action:', "  - 'sts:AssumeRole'", 'B: 1'),
      ['E1021 2:3'],
    ],
    [
      'a dash before a tag',
      lines('L:', '  -!Ref A', '  - b'),
      lines('L:', '  - !Ref A', '  - b'),
      ['E1021 2:3'],
    ],
    [
      'a dash before a key',
      lines('L:', '  -Effect: Allow', '    Action: x'),
      lines('L:', '  - Effect: Allow', '    Action: x'),
      ['E1021 2:3'],
    ],
    ['a tag before a quote', lines('A: !Sub"${B}"'), lines('A: !Sub "${B}"'), ['E1022 1:4']],
    ['a tag before a bracket', lines("A: !Join['', [a]]"), lines("A: !Join ['', [a]]"), ['E1022 1:4']],
    [
      'a colon and a tag at once',
      lines('X: 1', "A:!Sub'b'"),
      lines('X: 1', "A: !Sub 'b'"),
      ['E1020 2:1', 'E1022 2:3'],
    ],
    [
      'tabs',
      lines('A:', '\tB: 1', '\tC:', '\t\tD: 2'),
      lines('A:', '  B: 1', '  C:', '    D: 2'),
      ['E1023 2:1'],
    ],
    [
      'a tab among blanks, as wide as the lines around it say',
      lines('A:', '    B: 1', '\tC: 2'),
      lines('A:', '    B: 1', '    C: 2'),
      ['E1023 3:1'],
    ],
    [
      'tabs before a block of text, but none in it',
      lines('A:', '\tB: |', '\t\tx\ty', '\tC: 1'),
      lines('A:', '  B: |', '    x\ty', '  C: 1'),
      ['E1023 2:1'],
    ],
    [
      'a list item set too shallow',
      lines('A:', '    - b', '  - c', 'D: 1'),
      lines('A:', '    - b', '    - c', 'D: 1'),
      ['E1024 3:3'],
    ],
    [
      'a list item set too deep',
      lines('A:', '  - b', '    - c', 'D: 1'),
      lines('A:', '  - b', '  - c', 'D: 1'),
      ['E1024 3:5'],
    ],
    [
      'a list left of its key, with what is in it',
      lines('X:', '  Policies:', ' - A:', '     B: c', ' - D', '  Handler: e'),
      lines('X:', '  Policies:', '    - A:', '        B: c', '    - D', '  Handler: e'),
      ['E1024 3:2', 'E1024 5:2'],
    ],
    [
      'lines that end as on Windows',
      'P:\r\n  CodeUri:.\r\n  Handler: a.b\r\n',
      'P:\r\n  CodeUri: .\r\n  Handler: a.b\r\n',
      ['E1020 2:3'],
    ],
  ]
  it.each(table)('%s', (_, before, after, found) => {
    expect(fix(before).text).toBe(after)
    expect(places(before)).toEqual(found)
    expect(fix(after)).toEqual({ text: after, fixed: [] })
    expect('failure' in parse(after)).toBe(false)
  })
})

describe('fix() leaves alone', () => {
  const table: readonly (readonly [string, string])[] = [
    [
      'addresses',
      lines('A: https://example.com/x', 'B:', '  - http://x', '  - s3://b/k', '  - arn:aws:iam::1:role/r'),
    ],
    ['words with colons', lines('A: b:c', 'D:', '  - e:f', '  - AWS::Lambda::Function', 'T:', '  12:30')],
    ['an address on a line of its own', lines('A:', '  https://example.com', 'B:', '  arn:aws:s3:::x')],
    ['blocks of text', lines('A: |', '  B:.', "  -'c'", '  D:!Ref E', '\tF', 'G: >-', '    - h', '   - i')],
    ['quotes over lines', lines('A: "b', '  C:.', '  D: e"', "F: 'g", "  -'h", "  '")],
    ['comments', lines('A: 1 # B:.', "# -'c'", '#\tD', 'E: 2')],
    ['flow maps and lists', lines('A: {B: c,', '  D: [e,', '  f]}', 'G: 1')],
    ['text over lines', lines('A: b c', '  d e:f', '  - g', 'H: 1')],
    ['lists in the column of their key', lines('A:', '- b', '- c:', '  - d', 'E: 1')],
    ['numbers below zero', lines('A:', '  -1', 'B: -.5', 'C: -x')],
    ['an empty value before the next item', lines('A:', '  - B: 1', '    C:', '  - B: 2', '    C:', 'D: 1')],
  ]
  it.each(table)('%s', (_, text) => {
    expect(fix(text)).toEqual({ text, fixed: [] })
  })

  it('text that it cannot be certain of, though YAML cannot read it', () => {
    const text = lines('A: b: c', 'D: "e')
    expect(fix(text)).toEqual({ text, fixed: [] })
  })
})

describe.skipIf(!existsSync(seeds))('fix() on the templates that the project was asked to run', () => {
  it.each([
    ['sam-hello.yaml', ['E1020 7:7', 'E1020 21:13']],
    ['ros-hello.yaml', ['E1020 9:7', 'E1021 34:15']],
  ])('mends %s', (name, found) => {
    const text = readFileSync(join(seeds, name), 'utf8')
    expect(places(text)).toEqual(found)
    const fixed = fix(text).text
    expect(fixed.length).toBe(text.length + 2)
    expect('failure' in parse(fixed)).toBe(false)
    expect(fix(fixed).text).toBe(fixed)
  })
})
