import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FunctionSpec } from '../../src/model/stack.ts'
import { type LoadInput, load } from '../../src/template/load.ts'
import { fakeCloud } from '../support/fake-dialect.ts'

const root = join(import.meta.dirname, '../fixtures/front-end')

const world = { account: '1', region: 'here-1', partition: 'fake', stackName: 'shop', stage: 'dev' }

function loading(text: string, more: Partial<LoadInput> = {}) {
  return load({
    file: 't.yaml',
    text,
    clouds: [fakeCloud()],
    parameters: {},
    root,
    look: () => 'folder',
    today: new Date('2026-11-22'),
    ...more,
  })
}

/** `E3002 4:9` for each finding, the code and where it begins. */
async function found(text: string, more: Partial<LoadInput> = {}): Promise<readonly string[]> {
  const { diagnostics } = await loading(text, more)
  return diagnostics.map(
    ({ code, location }) => `${code} ${location?.start.line ?? '-'}:${location?.start.column ?? '-'}`,
  )
}

const head = 'Cloud: fake\nResources:\n'

function fn(lines: readonly string[]): string {
  return `${head}  Hello:\n    Type: Fake::Function\n    Properties:\n${lines.map(line => `      ${line}\n`).join('')}`
}

describe('load() names what is wrong, with its place', () => {
  const table: readonly (readonly [name: string, text: string, findings: readonly string[]])[] = [
    ['nothing in a good template', fn(['Handler: app.main']), []],
    ['a missing blank after a colon', fn(['Handler:"app.main"', 'Timeout: 3']), ['E1020 6:7']],
    ['an empty file', ' \n', ['E1004 1:1']],
    ['a list', '- a\n', ['E1007 1:1']],
    ['a word', 'hello\n', ['E1007 1:1']],
    ['two documents', `${fn(['Handler: a.b'])}---\na: 1\n`, ['E1006 7:1']],
    ['a key that stands twice', fn(['Handler: a.b', 'Timeout: 1', 'Handler: c.d']), ['E1009 8:7']],
    ['__proto__ as a key', fn(['Handler: a.b', '__proto__: {a: 1}']), ['E1010 7:7']],
    ['a list as a key', fn(['Handler: a.b', '? [a]', ': 1']), ['E1010 7:9']],
    ['a merge key', `${head}  A: &a {Type: x}\n  B:\n    <<: *a\n    Type: y\n`, ['E1010 5:5']],
    ['an unknown tag', fn(['Handler: !Reff App']), ['E1011 6:16']],
    ['an alias of nothing', fn(['Handler: *app']), ['E1012 6:16']],
    ['an alias of itself', fn(['Handler: a.b', 'Environment: &e', '  Variables: *e']), ['E1012 8:20']],
    ['a file of the Serverless Framework', 'service: shop\nprovider:\n  name: aws\n', ['E1031 1:1']],
    ['a file of nobody', 'a: 1\n', ['E1030 1:1']],
    ['a section that no template has', `${fn(['Handler: a.b'])}Resourcess: {}\n`, ['E2003 7:1']],
    ['a resource without a type', `${head}  Hello: {}\n`, ['E2002 3:3']],
    ['a wrong kind', fn(['Handler: [a]']), ['E2001 6:16']],
    ['a missing property', fn(['Timeout: 3']), ['E2002 5:5']],
    ['no properties at all', `${head}  Hello:\n    Type: Fake::Function\n`, ['E2002 3:3']],
    [
      'an empty map of properties',
      `${head}  Hello:\n    Type: Fake::Function\n    Properties:\n`,
      ['E2002 3:3'],
    ],
    ['a misspelt property', fn(['Handler: a.b', 'Timeot: 3']), ['E2003 7:7']],
    ['a value that is not listed', fn(['Handler: a.b', 'Runtime: nodejs21']), ['E2004 7:16']],
    ['a value out of range', fn(['Handler: a.b', 'Timeout: 901']), ['E2005 7:16']],
    ['a text that does not match', fn(['Handler: a.b', 'Name: a b']), ['E2005 7:13']],
    ['an item that stands twice', fn(['Handler: a.b', 'Layers: [a, a]']), ['E2007 7:19']],
    ['what `then` asks', fn(['Handler: a.b', 'Tracing: true']), ['E2002 5:5']],
    [
      'one finding for anyOf, of the form that was meant',
      fn(['Handler: a.b', 'Destination: {Bukket: x, Bucket: y}']),
      ['E2003 7:21'],
    ],
    ['one finding for anyOf, when no form was', fn(['Handler: a.b', 'Destination: [x]']), ['E2001 7:20']],
    [
      'one finding for oneOf, when a word tells forms apart',
      fn(['Handler: a.b', 'Event: {Type: Timr, Rate: x}']),
      ['E2004 7:21'],
    ],
    [
      'one finding within the form that the word names',
      fn(['Handler: a.b', 'Event: {Type: Timer, Rte: x, Rate: y}']),
      ['E2003 7:28'],
    ],
    ['a reference to nothing', fn(['Handler: !Ref Nobody']), ['E3002 6:16']],
    ['a reference to nothing within a text', fn(['Handler: !Sub "a-${Nobody.Arn}"']), ['E3002 6:16']],
    [
      'a reference to nothing in an output',
      `${fn(['Handler: a.b'])}Outputs:\n  Url:\n    Value: !GetAtt Helo.Url\n`,
      ['E3002 9:12'],
    ],
    ['an unknown DependsOn', `${fn(['Handler: a.b'])}    DependsOn: [Helo]\n`, ['E3004 7:17']],
    ['an unknown condition', `${fn(['Handler: a.b'])}    Condition: IsProd\n`, ['E3005 7:16']],
    ['an unknown condition of Fn::If', fn(['Handler: !If [IsProd, a, b]']), ['E3005 6:21']],
    [
      'a circle of resources',
      `${head}  A: {Type: x, Properties: {P: !Ref B}}\n  B: {Type: x, DependsOn: A}\n`,
      ['E3003 3:3'],
    ],
    [
      'a circle of conditions',
      `${fn(['Handler: a.b'])}Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\n`,
      ['E3013 8:3'],
    ],
    ['a call with wrong arguments', fn(['Handler: !Join [a]']), ['E3006 6:16']],
    [
      'a lookup that finds nothing',
      `${fn(['Handler: !FindInMap [M, a, c]'])}Mappings: {M: {a: {b: x}}}\n`,
      ['E3007 6:16'],
    ],
    [
      'a default that the parameter does not allow',
      `${fn(['Handler: !Ref P'])}Parameters:\n  P: {Type: String, Default: x, AllowedValues: [y]}\n`,
      ['E3008 8:30'],
    ],
    ['a parameter without use', `${fn(['Handler: a.b'])}Parameters:\n  P: {Type: String}\n`, ['W4001 8:3']],
    [
      'slips and other mistakes at once, in order',
      fn(['Timeout:!Ref Nobody', 'Handler: a.b', 'Rntime: x']),
      ['E1020 6:7', 'E3002 6:15', 'E2003 8:7'],
    ],
  ]
  it.each(table)('%s', async (_, text, findings) => {
    expect(await found(text)).toEqual(findings)
  })
})
