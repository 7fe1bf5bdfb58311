import { describe, expect, it } from 'vitest'
import type { Dialect } from '../../src/model/dialect.ts'
import { noLookupResults } from '../../src/model/lookup-results.ts'
import { record } from '../../src/model/value.ts'
import { open } from '../../src/template/open.ts'
import { type PrepareInput, prepare } from '../../src/template/prepare.ts'
import { fakeCloud, fakeDialect } from '../support/fake-dialect.ts'

const dialect: Dialect = {
  ...fakeDialect,
  macros: { include: 'AWS::Include', extensions: 'AWS::LanguageExtensions', others: ['AWS::Serverless'] },
}

async function prepared(
  text: string,
  input: Partial<PrepareInput> & { readonly files?: Record<string, string> } = {},
) {
  const { value } = await open({ file: 'app/t.yaml', text, clouds: [fakeCloud(dialect)] })
  if (value === undefined) throw new Error('The test has a template that cannot be read.')
  const { files = {}, ...more } = input
  const readText = (path: string) => files[path]
  const result = await prepare(value, { parameters: {}, readText, ...more })
  const template = result.value?.template ?? value.template
  return {
    document: template.document,
    resources: record(template.document.Resources),
    findings: result.diagnostics.map(
      ({ code, location: place }) => `${code} ${place?.file}:${place?.start.line}:${place?.start.column}`,
    ),
    place: (...path: (string | number)[]) => {
      const { file, start } = template.locate(path)
      return `${file}:${start.line}:${start.column}`
    },
  }
}

const world = { account: '1', region: 'r', partition: 'p', stackName: 's', stage: 'd' }

const head = 'Cloud: fake\nTransform: AWS::LanguageExtensions\n'

describe('prepare() carries out loops', () => {
  it('over a list, in keys and texts, and knows where everything comes from', async () => {
    const { resources, place, findings } = await prepared(`${head}Resources:
  First: {Type: T}
  Fn::ForEach::Topics:
    - Name
    - [a, b-c]
    - Topic&{Name}:
        Type: T
        Properties:
          Name: !Ref Name
          Text: !Sub '\${Name}-\${!Name}-\${Other}'
          Other: !GetAtt Topic&{Name}.Arn
  Last: {Type: T}
`)
    expect(Object.keys(resources)).toEqual(['First', 'Topica', 'Topicbc', 'Last'])
    expect(resources.Topicbc).toEqual({
      Type: 'T',
      Properties: {
        Name: 'b-c',
        Text: { 'Fn::Sub': 'b-c-${!Name}-${Other}' },
        Other: { 'Fn::GetAtt': ['Topicbc', 'Arn'] },
      },
    })
    expect(place('Resources', 'Topicbc', 'Properties', 'Text')).toBe('app/t.yaml:12:17')
    expect(place('Resources', 'Last', 'Type')).toBe('app/t.yaml:14:16')
    expect(findings).toEqual([])
  })

  it('within each other, in properties, conditions and outputs', async () => {
    const { document } = await prepared(`${head}Conditions:
  Fn::ForEach::C: [X, [A, B], {'Is\${X}': !Equals [!Ref X, A]}]
Resources:
  Fn::ForEach::Outer:
    - X
    - [A, B]
    - Fn::ForEach::Inner:
        - Y
        - !Split [',', '1,2']
        - R\${X}\${Y}:
            Type: T
            Properties:
              Fn::ForEach::Props: [Z, ['\${X}', z], {'P\${Z}': '\${X}\${Y}\${Z}'}]
Outputs:
  Fn::ForEach::O: [X, [A], {'Out\${X}': {Value: !Ref 'R\${X}1'}}]
`)
    expect(document.Conditions).toEqual({
      IsA: { 'Fn::Equals': ['A', 'A'] },
      IsB: { 'Fn::Equals': ['B', 'A'] },
    })
    expect(Object.keys(record(document.Resources))).toEqual(['RA1', 'RA2', 'RB1', 'RB2'])
    expect(record(document.Resources).RB2).toEqual({ Type: 'T', Properties: { PB: 'B2B', Pz: 'B2z' } })
    expect(document.Outputs).toEqual({ OutA: { Value: { Ref: 'RA1' } } })
  })

  const over = (collection: string) => `${head}Parameters:
  Names: {Type: CommaDelimitedList}
  Given: {Type: CommaDelimitedList, Default: 'x,y'}
Mappings: {M: {a: {b: [m]}}}
Resources:
  Fn::ForEach::L: [N, ${collection}, {'R\${N}': {Type: T}}]
`

  it.each([
    ['a parameter with a default', '!Ref Given', ['Rx', 'Ry'], []],
    ['a mapping', '!FindInMap [M, a, b]', ['Rm'], []],
    ['texts of parameters', '[p, !Select [0, !Ref Given]]', ['Rp', 'Rx'], []],
    ['nothing', '[]', [], []],
    ['equal texts once', '[a, a]', ['Ra'], []],
    ['a parameter that may still be given', '!Ref Names', ['Fn::ForEach::L'], []],
    ['a resource', '!GetAtt X.Names', ['Fn::ForEach::L'], ['E3025 app/t.yaml:8:23']],
    ['a text', 'abc', ['Fn::ForEach::L'], ['E3025 app/t.yaml:8:23']],
  ])('over %s', async (_, collection, keys, findings) => {
    const result = await prepared(over(collection))
    expect(Object.keys(result.resources)).toEqual(keys)
    expect(result.findings).toEqual(findings)
  })

  it('and refuses to deploy what a secret would have to name', async () => {
    const text = over('!Ref Names').replace(
      '{Type: CommaDelimitedList}',
      '{Type: CommaDelimitedList, NoEcho: true}',
    )
    const input = { parameters: { Names: 'a' }, world, lookupResults: noLookupResults }
    expect((await prepared(text)).findings).toEqual([])
    expect((await prepared(text, input)).findings).toEqual(['E3025 app/t.yaml:8:23'])
  })

  it('over the values that are given', async () => {
    const { resources } = await prepared(over('!Ref Names'), { parameters: { Names: '__proto__, b' } })
    expect(Object.keys(resources)).toEqual(['R__proto__', 'Rb'])
  })

  it.each([
    ['of the wrong shape', '[N, [a]]', ['E3025 app/t.yaml:8:19']],
    ['that make a key twice', '[N, [a, b], {R: {Type: T}}]', ['E3026 app/t.yaml:8:32']],
  ])('and reports those %s', async (_, loop, findings) => {
    const text = over('[]').replace(/Fn::ForEach::L: .*/, `Fn::ForEach::L: ${loop}`)
    expect((await prepared(text)).findings).toEqual(findings)
  })

  it('and refuses to make more than a template can hold, at once', async () => {
    const many = `[${Array.from({ length: 200 }, (_, index) => `a${index}`).join(', ')}]`
    const inner = `{Fn::ForEach::B: [B, ${many}, {'R\${A}\${B}': {Type: T}}]}`
    const { findings } = await prepared(`${head}Resources:\n  Fn::ForEach::A: [A, ${many}, ${inner}]\n`)
    expect(new Set(findings.map(found => found.slice(0, 5)))).toEqual(new Set(['E3027']))
  })

  it('and takes them for mistakes where the transform is not named', async () => {
    const text =
      'Cloud: fake\nOutputs:\n  Fn::ForEach::A: [A, [b], {X: {Value: 1}}]\n  B: {Value: !Length [a]}\n'
    expect((await prepared(text)).findings).toEqual(['E3023 app/t.yaml:3:3', 'E3023 app/t.yaml:4:14'])
  })
})

describe('prepare() computes language extensions', () => {
  it('as far as parameters are known, and leaves the rest', async () => {
    const { resources } = await prepared(`${head}Parameters:
  Later: {Type: String}
  Policy: {Type: String, Default: Retain}
  Hush: {Type: String, Default: hush, NoEcho: true}
Mappings: {M: {a: {b: c}}}
Resources:
  R:
    Type: T
    DeletionPolicy: !Ref Policy
    UpdateReplacePolicy: !Ref Later
    Properties:
      A: !Length [a, b]
      B: !ToJsonString {b: !Ref Policy, a: 1}
      C: !ToJsonString {a: !Ref R}
      D: !FindInMap [M, x, b, DefaultValue: d]
      E: !GetAtt [!Sub 'R', Arn]
      F: !ToJsonString {a: !Ref Hush}
      G: !Ref Policy
`)
    expect(resources.R).toEqual({
      Type: 'T',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: { Ref: 'Later' },
      Properties: {
        A: 2,
        B: '{"b":"Retain","a":1}',
        C: { 'Fn::ToJsonString': { a: { Ref: 'R' } } },
        D: 'd',
        E: { 'Fn::GetAtt': ['R', 'Arn'] },
        F: { 'Fn::ToJsonString': { a: { Ref: 'Hush' } } },
        G: { Ref: 'Policy' },
      },
    })
  })
})

describe('prepare() includes files', () => {
  const including = (location: string) =>
    `Cloud: fake\nResources:\n  R:\n    Type: T\n    Properties:\n      Fn::Transform: {Name: AWS::Include, Parameters: {Location: ${location}}}\n`

  it('in place, with short forms, and knows where everything comes from', async () => {
    const files = { 'inc/api.yaml': 'openapi: 3.0.1\ninfo: {title: !Ref R}\n' }
    const { resources, findings, place } = await prepared(including('./inc/api.yaml'), { files })
    expect(resources.R).toEqual({
      Type: 'T',
      Properties: { openapi: '3.0.1', info: { title: { Ref: 'R' } } },
    })
    expect(place('Resources', 'R', 'Properties', 'info', 'title')).toBe('app/inc/api.yaml:2:15')
    expect(place('Resources', 'R', 'Type')).toBe('app/t.yaml:4:11')
    expect(findings).toEqual([])
  })

  it('beside siblings, which stay, and within each other from the file that asks', async () => {
    const text = `Cloud: fake
Transform: [AWS::LanguageExtensions, {Name: AWS::Include, Parameters: {Location: top.json}}]
Resources:
  Fn::Transform: {Name: AWS::Include, Parameters: {Location: !Ref File}}
  R: {Type: mine}
Parameters: {File: {Type: String, Default: a/more.yaml}}
`
    const files = {
      'top.json': '{"Mappings": {"M": {"a": {"b": 1}}}}',
      'a/more.yaml':
        'R: {Type: other}\nS:\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: s.yaml}}\n',
      'a/s.yaml': 'Type: T\n',
    }
    const { document, place, findings } = await prepared(text, { files })
    expect(document).toMatchObject({
      Mappings: { M: { a: { b: 1 } } },
      Transform: ['AWS::LanguageExtensions'],
    })
    expect(document.Resources).toEqual({ S: { Type: 'T' }, R: { Type: 'mine' } })
    expect(place('Resources', 'S', 'Type')).toBe('app/a/s.yaml:1:7')
    expect(place('Mappings', 'M')).toBe('app/top.json:1:20')
    expect(findings).toEqual([])
  })

  it.each([
    ['of the cloud', 's3://bucket/key', ['W3020 app/t.yaml:6:7']],
    ['that are not there', 'none.yaml', ['W3021 app/t.yaml:6:22']],
    ['that are named by what is not known', '!GetAtt R.Arn', ['W3020 app/t.yaml:6:7']],
    ['of no name', '[a]', ['E3022 app/t.yaml:6:22']],
    ['that include themselves', 'self.yaml', ['E3021 app/t.yaml:6:22']],
    ['that are lists', 'list.yaml', ['E1007 app/list.yaml:1:1']],
    ['that YAML cannot read', 'bad.yaml', ['E1009 app/bad.yaml:2:1']],
  ])('and leaves files alone %s', async (_, location, findings) => {
    const files = {
      'self.yaml': `A:\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: self.yaml}}\n`,
      'list.yaml': '- a\n',
      'bad.yaml': 'a: 1\na: 2\n',
    }
    const result = await prepared(including(location), { files })
    expect(result.findings.map(found => found.slice(0, 5))).toEqual(findings.map(found => found.slice(0, 5)))
    expect(result.findings.map(found => found.split(':').at(0))).toEqual(
      findings.map(found => found.split(':').at(0)),
    )
  })

  it('and does not swell: a file that includes another many times, and so on', async () => {
    const next = (name: string) =>
      Array.from(
        { length: 50 },
        (_, index) => `k${index}: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: ${name}}}}\n`,
      ).join('')
    const files = Object.fromEntries(
      Array.from({ length: 9 }, (_, level) => [`f${level}`, next(`f${level + 1}`)]),
    )
    const started = performance.now()
    const { findings } = await prepared(including('f0'), { files: { ...files, f9: 'a: 1\n' } })
    expect(findings.some(found => found.startsWith('E3021'))).toBe(true)
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

describe('prepare() leaves macros of others', () => {
  const text =
    'Cloud: fake\nTransform: [AWS::Serverless-2016-10-31, Mine]\nResources: {R: {Type: T, Properties: {Fn::Transform: {Name: Yours}}}}\n'

  it('with a warning, and with an error once the stack is to be deployed', async () => {
    const codes = async (input: Partial<PrepareInput>) =>
      (await prepared(text, input)).findings.map(found => found.slice(0, 5)).sort()
    expect(await codes({})).toEqual(['W3024', 'W3024'])
    expect(await codes({ world })).toEqual(['W3024', 'W3024'])
    expect(await codes({ world, lookupResults: noLookupResults })).toEqual(['E3024', 'E3024'])
  })
})

it('prepare() gives a template without macros as it is', async () => {
  const { value } = await open({
    file: 't.yaml',
    text: 'Cloud: fake\nResources: {}\n',
    clouds: [fakeCloud(dialect)],
  })
  if (value !== undefined) expect((await prepare(value, { parameters: {} })).value).toEqual(value)
})
