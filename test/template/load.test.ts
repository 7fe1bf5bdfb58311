import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { noLookupResults } from '../../src/model/lookup-results.ts'
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
    ['an item that stands twice', fn(['Handler: a.b', 'Layers: [a, a]']), ['E2007 7:15']],
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
      ['E3003 3:3', 'E3003 4:3'],
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
    [
      'an assertion that fails',
      `${fn(['Handler: a.b'])}Rules: {R: {Assertions: [{Assert: !Equals [a, b], AssertDescription: no}]}}\n`,
      ['E3035 7:35'],
    ],
    [
      'a condition that refers to a resource',
      `${fn(['Handler: !If [C, a.b, c.d]'])}Conditions: {C: !Equals [!Ref Hello, x]}\n`,
      ['E3037 7:26'],
    ],
    ['a condition without use', `${fn(['Handler: a.b'])}Conditions: {C: !Equals [a, b]}\n`, ['W3029 7:14']],
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

describe('load() evaluates', () => {
  it('parameters, conditions, mappings and pseudo parameters, and leaves calls to resources and secrets', async () => {
    const { value, diagnostics } = await loading(
      `${head}  Hello:
    Type: Fake::Function
    Properties:
      Handler: !If [IsProd, !FindInMap [Handlers, !Ref Stage, Name], dev.main]
      Name: !Sub '\${Stage}-\${Fake::Region}'
      Timeout: !Ref Seconds
      Runtime: !Ref Fake::NoValue
      Environment:
        Variables:
          ROLE: !GetAtt Role.Arn
          PASSWORD: !Ref Password
  Role: {Type: Fake::Role, Condition: IsProd}
  Dev: {Type: Fake::Role, Condition: IsDev}
Parameters:
  Stage: {Type: String, Default: dev}
  Seconds: {Type: Number, Default: 3}
  Password: {Type: String, NoEcho: true}
Mappings: {Handlers: {prod: {Name: prod.main}}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Not [!Condition IsProd]
Outputs:
  Arn: {Value: !GetAtt Role.Arn, Description: the role}
  DevArn: {Value: !GetAtt Dev.Arn, Condition: IsDev}
`,
      { parameters: { Stage: 'prod', Password: 'hush' }, world },
    )
    expect(diagnostics).toEqual([])
    expect(value?.stack.resources.Hello?.properties).toEqual({
      Handler: 'prod.main',
      Name: 'prod-here-1',
      Timeout: 3,
      Environment: { Variables: { ROLE: { 'Fn::GetAtt': ['Role', 'Arn'] }, PASSWORD: { Ref: 'Password' } } },
    })
    expect(Object.keys(value?.stack.resources ?? {})).toEqual(['Hello', 'Role'])
    expect(value?.stack.resources.Hello?.dependsOn).toEqual(['Role'])
    expect(value?.stack.outputs).toEqual([
      { name: 'Arn', value: { 'Fn::GetAtt': ['Role', 'Arn'] }, description: 'the role' },
    ])
    expect(JSON.stringify(value?.stack)).not.toContain('hush')
  })

  const open = `${fn(['Handler: !If [IsProd, a.b, !Ref Missing2]', 'Name: !Ref P'])}Parameters: {P: {Type: String}}\nConditions: {IsProd: !Equals [!Ref P, x]}\n`

  it('only what is known while the world is not: both outcomes of a condition stay', async () => {
    const text = open.replace('!Ref Missing2', 'c.d')
    const { value, diagnostics } = await loading(text)
    expect(diagnostics).toEqual([])
    expect(value?.stack.resources.Hello?.properties).toEqual({
      Handler: { 'Fn::If': ['IsProd', 'a.b', 'c.d'] },
      Name: { Ref: 'P' },
    })
  })

  it('and asks for the value of a parameter once the world is known', async () => {
    const { diagnostics } = await loading(open.replace('!Ref Missing2', 'c.d'), { world })
    expect(diagnostics.map(({ code, hint }) => [code, hint])).toEqual([
      ['E3001', 'Give it one: --parameter-overrides P=VALUE'],
    ])
  })

  it('and refuses values for parameters that are not declared or do not allow them', async () => {
    const text = `${fn(['Handler: !Ref Stage'])}Parameters: {Stage: {Type: String, AllowedValues: [dev, prod]}}\n`
    expect(await found(text, { parameters: { Stage: 'test', Stge: 'dev' } })).toEqual([
      'E3009 7:1',
      'E3008 7:14',
    ])
  })

  it('and names the parameters that there are, where no name is like the given one', async () => {
    const text = `${fn(['Handler: !Ref Stage'])}Parameters: {Stage: {Type: String, Default: dev}}\n`
    const { diagnostics } = await loading(text, { parameters: { Foo: 'x' } })
    expect(diagnostics.map(({ code, hint }) => [code, hint])).toEqual([['E3009', 'Declared are: Stage.']])
  })

  it('and refuses a reference to a resource that its condition leaves out', async () => {
    const text = `${fn(['Handler: !GetAtt Role.Arn'])}  Role: {Type: x, Condition: Never}\nConditions: {Never: !Equals [a, b]}\n`
    expect(await found(text)).toEqual(['E3010 3:3'])
  })
})

describe('load() asks the parameter store', () => {
  const text = `${fn(['Handler: a.b', 'Layers: !Ref Ids', 'Name: !Ref Key'])}Parameters:
  Ids: {Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: /shop/ids, AllowedPattern: /shop/.+}
  Key: {Type: 'AWS::SSM::Parameter::Name', Default: /shop/key}
`
  const properties = async (more: Partial<LoadInput>) => {
    const { value, diagnostics } = await loading(text, more)
    const { Layers, Name } = value?.stack.resources.Hello?.properties ?? {}
    return { Layers, Name, codes: diagnostics.map(({ code }) => code) }
  }

  it('and leaves what is looked up there open until it was asked, whatever is known besides', async () => {
    const open = { Layers: { Ref: 'Ids' }, Name: '/shop/key', codes: [] }
    expect(await properties({})).toEqual(open)
    expect(await properties({ world })).toEqual(open)
  })

  it('and takes its answer in the type of the parameter', async () => {
    const lookupResults = { ...noLookupResults, parameters: { Ids: 'a,b' } }
    expect(await properties({ world, lookupResults })).toEqual({
      Layers: ['a', 'b'],
      Name: '/shop/key',
      codes: [],
    })
  })

  it('and says so when it gave none', async () => {
    expect((await properties({ world, lookupResults: noLookupResults })).codes).toEqual(['E3011'])
    expect((await properties({ parameters: { Ids: 'ids' } })).codes).toEqual(['E3008'])
  })
})

describe('load() makes', () => {
  it('outputs with the names under which they are exported', async () => {
    const { value } = await loading(
      `${fn(['Handler: a.b'])}Outputs: {O: {Value: !GetAtt Hello.Arn, Export: {Name: !Sub '\${Fake::StackName}-o'}}}\n`,
      { world },
    )
    expect(value?.stack.outputs).toEqual([
      { name: 'O', value: { 'Fn::GetAtt': ['Hello', 'Arn'] }, exportName: 'shop-o' },
    ])
  })

  it.each([
    ['Retain', 'Retain'],
    ['!Ref P', 'Retain'],
    ['!If [Never, Retain, Delete]', 'Delete'],
    ['!Ref Later', 'Retain'],
    ['RetainExceptOnCreate', 'Retain'],
    ['Snapshot', 'Delete'],
  ])('of the deletion policy %s: %s', async (written, policy) => {
    const text = `${fn(['Handler: a.b'])}    DeletionPolicy: ${written}
Parameters: {P: {Type: String, Default: Retain}, Later: {Type: String}}
Conditions: {Never: !Equals [a, b]}
`
    const { value } = await loading(text)
    expect(value?.stack.resources.Hello?.deletionPolicy).toBe(policy)
  })

  it('no dependency on what a condition leaves out, nor on what Fn::If does not choose', async () => {
    const text = `${fn(['Handler: !If [Never, !Ref Role, a.b]'])}    DependsOn: [Role, Other]
  Role: {Type: x, Condition: Never}
  Other: {Type: x}
Conditions: {Never: !Equals [a, b]}
`
    const { value, diagnostics } = await loading(text, { world })
    expect(diagnostics).toEqual([])
    expect(value?.stack.resources.Hello?.dependsOn).toEqual(['Other'])
  })
})

it('load() asserts of defaults only once they are to be used, whether it looks for mistakes or not', async () => {
  const text = `${fn(['Handler: !Ref P'])}Parameters: {P: {Type: String, Default: a}}
Rules: {R: {Assertions: [{Assert: !Equals [!Ref P, b]}]}}
`
  expect(await found(text)).toEqual([])
  expect(await found(text, { world, checks: false })).toEqual(['E3035 8:35'])
  expect(await found(text, { world, parameters: { P: 'b' } })).toEqual([])
})

describe('load() looks at the files of functions', () => {
  const spec: FunctionSpec = {
    id: 'Hello',
    name: 'Hello',
    provider: 'fake',
    runtime: 'nodejs20',
    handler: 'src/app.main',
    environment: {},
    timeout: 3,
    memory: 128,
    region: 'here-1',
    account: '1',
    code: { property: ['Code'], path: 'code' },
  }
  const text = fn(['Handler: src/app.main', 'Code: code'])
  const table: readonly (readonly [
    string,
    FunctionSpec,
    Readonly<Record<string, 'file' | 'folder' | 'unreadable'>>,
    readonly string[],
  ])[] = [
    ['and finds nothing wrong where they are', spec, { code: 'folder', 'code/src/app.mjs': 'file' }, []],
    ['and names code that is not there', spec, {}, ['E4002 7:13']],
    ['and names a handler file that is not there', spec, { code: 'folder' }, ['E4003 6:16']],
    ['and names code that cannot be read', spec, { code: 'unreadable' }, ['E4008 7:13']],
    ['and asks nothing of an archive', spec, { code: 'file' }, []],
    [
      'and takes a package of Python',
      { ...spec, runtime: 'python3.12' },
      { code: 'folder', 'code/src/app/__init__.py': 'file' },
      [],
    ],
    [
      'and takes TypeScript where it is built',
      { ...spec, code: { property: [], path: 'code', build: { BuildMethod: 'esbuild' } } },
      { code: 'folder', 'code/src/app.ts': 'file' },
      [],
    ],
    [
      'and takes no TypeScript where it is not',
      spec,
      { code: 'folder', 'code/src/app.ts': 'file' },
      ['E4003 6:16'],
    ],
    ['and leaves other languages alone', { ...spec, runtime: 'go1' }, { code: 'folder' }, []],
  ]
  it.each(table)('%s', async (_, fnSpec, files, findings) => {
    const look = (path: string) => files[path]
    expect(await found(text, { look, functionsOf: async () => [fnSpec] })).toEqual(findings)
  })

  it.each([
    ['nodejs24.x', 'exports.main = 1', []],
    ['nodejs24.x', 'exports.mian = 1', ['E4007 6:16']],
    ['nodejs24.x', undefined, []],
    ['python3.14', 'def main(event, context): pass', []],
    ['python3.14', 'def mian(event, context): pass', ['E4007 6:16']],
    ['provided.al2023', 'nothing', []],
  ])('and asks a file of %s for the name of the handler: %j', async (runtime, text, findings) => {
    const look = (path: string) =>
      path === 'code' ? 'folder' : /app\.(js|py)$/.test(path) ? 'file' : undefined
    const read = { look, readText: () => text, functionsOf: async () => [{ ...spec, runtime }] }
    expect(await found(fn(['Handler: src/app.main', 'Code: code']), read)).toEqual(findings)
  })

  it.each([
    ['index', 'nodejs22.x', ['W4006 6:16']],
    ['src/index', 'python3.12', ['W4006 6:16']],
    ['index.', 'nodejs22.x', ['W4006 6:16']],
    ['bootstrap', 'provided.al2023', []],
    ['/opt/wrap', 'nodejs22.x', ['W4006 6:16']],
  ] as const)('and takes %s of %s for what it is', async (handler, runtime, findings) => {
    const written = fn([`Handler: ${handler}`, 'Code: code'])
    const fnSpec = { ...spec, handler, runtime }
    expect(await found(written, { look: () => 'file', functionsOf: async () => [fnSpec] })).toEqual(findings)
  })
})

describe('load() says', () => {
  it('what was meant by a misspelt name', async () => {
    const { diagnostics } = await loading(fn(['Handler: !GetAtt Helo.Arn', 'Timeot: 3']))
    expect(diagnostics.map(({ message, hint }) => [message, hint])).toEqual([
      [
        'Hello refers to "Helo", which is not a resource or parameter of this template.',
        'Did you mean "Hello"?',
      ],
      ['Hello has no property "Timeot".', 'Did you mean "Timeout"?'],
    ])
  })

  it('where the first of two equal keys stands', async () => {
    const { diagnostics } = await loading(fn(['Handler: a.b', 'Handler: c.d']))
    expect(diagnostics[0]?.related?.[0]?.location.start).toEqual({ line: 6, column: 7 })
  })

  it('what kinds of value would do', async () => {
    const { diagnostics } = await loading(fn(['Handler: a.b', 'Destination: [x]', 'Timeout: soon']))
    expect(diagnostics.map(({ message }) => message)).toEqual([
      '"Destination" of Hello must be text or a map, but it is a list.',
      '"Timeout" of Hello must be a whole number, but "soon" is text.',
    ])
  })
})

describe('load() takes no harm from', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...[...'bcdefghij'].map((name, index) => {
      const repeated = Array.from({ length: 9 }, () => `*${'abcdefghi'[index]}`)
      return `${name}: &${name} [${repeated.join(', ')}]`
    }),
  ].join('\n')
  const table: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['an alias bomb', `${fn(['Handler: a.b'])}Metadata:\n${bomb.replace(/^/gm, '  ')}\n`, 'E1012'],
    ['a file of 17 MB', new Uint8Array(17 * 1024 * 1024).fill(97), 'E1001'],
    ['a million open brackets', '['.repeat(1_000_000), 'E1008'],
    [
      'maps three thousand levels deep',
      Array.from({ length: 3000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'),
      'E1008',
    ],
    ['UTF-16 with its mark', Buffer.from('\uFEFFCloud: fake', 'utf16le'), 'E1002'],
    ['UTF-16 without its mark', Buffer.from('Cloud: fake', 'utf16le'), 'E1002'],
    ['Latin-1', Buffer.from('Cloud: fake # \u00e9', 'latin1'), 'E1002'],
    ['a zip archive', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), 'E1003'],
    ['zero bytes', Buffer.from('Cloud: \0'), 'E1003'],
    ['an open quote', 'a: "b\nc: d\n', 'E1005'],
    ['two hundred thousand equal keys', 'k: v\n'.repeat(200_000), 'E1009'],
    ['template language', 'Resources:\n  {{ name }}:\n    Type: x\n', 'E1010'],
  ]
  it.each(table)('%s', async (_, text, code) => {
    const started = performance.now()
    const { diagnostics } = await loading('', { text, clouds: [{ ...fakeCloud(), matches: () => true }] })
    expect(diagnostics.map(diagnostic => diagnostic.code)).toContain(code)
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})
