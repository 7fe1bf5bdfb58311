import { describe, expect, it } from 'vitest'
import { clouds } from '../../src/providers/index.ts'
import { type LoadInput, load } from '../../src/template/load.ts'
import { placeholderWorld } from '../../src/workflows/project/workspace.ts'
import { root } from '../support/fnx.ts'

/** A template in a folder that holds these files; folders are named by what lies in them. */
interface Lying {
  readonly text: string
  readonly files?: readonly string[]
}

/** Lists what is found before a build, or on the way to a deploy: `E3002 4:9` with the sentence. */
async function found({ text, files = [] }: Lying, more: Partial<LoadInput> = {}): Promise<readonly string[]> {
  const { diagnostics } = await load({
    file: 'template.yaml',
    text,
    clouds,
    parameters: {},
    root,
    unbuilt: true,
    today: new Date('2026-11-25'),
    look(path) {
      const place = path.replace(/^(\.\/)+|^\.$|\/+$/g, '')
      if (place === '' || files.some(file => file.startsWith(`${place}/`))) return 'folder'
      return files.includes(place) ? 'file' : undefined
    },
    async functionsOf(stack) {
      const cloud = clouds.find(({ name }) => name === stack.provider)
      return cloud === undefined ? [] : cloud.functions(stack, placeholderWorld(cloud), value => value)
    },
    ...more,
  })
  return diagnostics.map(({ code, message, location }) => {
    const { line, column } = location?.start ?? { line: 0, column: 0 }
    return `${code} ${line}:${column} ${message}`
  })
}

const sam = 'Transform: AWS::Serverless-2016-10-31\nResources:\n'

function aFunction(...properties: readonly string[]): string {
  const lines = properties.map(line => `      ${line}\n`).join('')
  return `${sam}  Hello:\n    Type: AWS::Serverless::Function\n    Properties:\n${lines}`
}

describe('code of functions, before a build', () => {
  const python = ['Handler: app.handler', 'Runtime: python3.12']

  it('is the folder of the template where nothing says more', async () => {
    expect(await found({ text: aFunction(...python), files: ['app.py'] })).toEqual([])
    expect(await found({ text: aFunction(...python) })).toEqual([
      'W4003 6:16 The handler of Hello is "app.handler", but there is no file "./app.py".',
    ])
  })

  it.each([
    ['a parameter', 'Parameters:\n  Where: {Type: String, Default: src/}\n', '!Ref Where'],
    [
      'a text with a parameter in it',
      'Parameters:\n  Where: {Type: String, Default: src}\n',
      '!Sub "${Where}/"',
    ],
    ['a mapping', 'Mappings: {M: {a: {b: src/}}}\n', '!FindInMap [M, a, b]'],
  ])('is where %s says', async (_what, head, uri) => {
    const text = head + aFunction(`CodeUri: ${uri}`, ...python)
    expect(await found({ text, files: ['src/app.py'] })).toEqual([])
    const [finding] = await found({ text, files: ['src/main.py'] })
    expect(finding).toContain('E4003')
  })

  it('is open while a parameter has no value', async () => {
    const text = `Parameters: {Where: {Type: String}}\n${aFunction('CodeUri: !Ref Where', ...python)}`
    expect(await found({ text })).toEqual([])
    expect(await found({ text: aFunction('CodeUri: !Ref Where', ...python) })).toEqual([
      'E1502 6:16 Hello: CodeUri needs Bucket and Key.',
      'E3002 6:16 Hello refers to "Where", which is not a resource or parameter of this template.',
    ])
  })

  it('is refused where it is an address that only packaging could fill in', async () => {
    const [finding] = await found({ text: aFunction('CodeUri: !Sub "s3://b/${AWS::Region}"', ...python) })
    expect(finding).toContain('E1502 6:')
  })

  it('need not be there yet, and must be at a deploy', async () => {
    const lying = { text: aFunction('CodeUri: target/app.zip', 'Handler: a.B::c', 'Runtime: java21') }
    const sentence = '6:16 The code of Hello is to be in "target/app.zip", where nothing is.'
    expect(await found(lying)).toEqual([`W4002 ${sentence}`])
    expect(await found(lying, { unbuilt: false })).toEqual([`E4002 ${sentence}`])
  })
})

describe('images', () => {
  const metadata = '    Metadata: {Dockerfile: Dockerfile, DockerContext: ./app}\n'

  it('that are to be built are told of and no error', async () => {
    const text = `${aFunction('PackageType: Image')}${metadata}Outputs:\n  R: {Value: !GetAtt HelloRole.Arn}\n`
    expect(await found({ text })).toEqual([
      'W4217 6:20 Hello is an image that is built from Dockerfile, and fnx builds no images yet.',
    ])
  })

  it('of which nothing is known are refused', async () => {
    expect(await found({ text: aFunction('PackageType: Image') })).toEqual([
      'E1502 6:20 Hello: ImageUri is needed for an image.',
    ])
  })
})

describe('what follows from a refused resource', () => {
  it('is not said again, and other mistakes are', async () => {
    const text = [
      aFunction('PackageType: Image', 'AutoPublishAlias: live', 'FunctionUrlConfig: {AuthType: NONE}'),
      '  T: {Type: AWS::SNS::Topic}',
      '  Way:',
      '    Type: AWS::Serverless::Connector',
      '    Properties: {Source: {Id: Hello}, Destination: {Id: T}, Permissions: [Write]}',
      '  Q:',
      '    Type: AWS::SQS::Queue',
      '    DependsOn: [HelloUrl, Lost]',
      'Outputs:',
      '  A: {Value: !Ref HelloUrl}',
      '  B: {Value: !GetAtt HelloRole.Arn}',
      '  C: {Value: !Ref Missing}',
      '',
    ].join('\n')
    expect(await found({ text: text.replace('\n\n', '\n') })).toEqual([
      'E1502 6:20 Hello: ImageUri is needed for an image.',
      'E3004 15:27 Q depends on "Lost", which is not a resource of this template.',
      'E3002 19:14 Outputs refers to "Missing", which is not a resource or parameter of this template.',
    ])
  })

  it('is not said either where Globals are refused', async () => {
    const text = `${aFunction('Handler: app.handler', 'Runtime: python3.12')}Globals: {Function: {Nonsense: 1}}\nOutputs: {R: {Value: !GetAtt HelloRole.Arn}}\n`
    const codes = (await found({ text, files: ['app.py'] })).map(line => line.split(' ')[0])
    expect(codes).not.toContain('E3002')
  })
})

describe('handlers', () => {
  const python = ['CodeUri: app/', 'Runtime: python3.12']
  const files = ['app/app.py', 'app/run.sh']

  it.each([
    [
      'a wrapper starts',
      ['Handler: run.sh', 'Environment: {Variables: {AWS_LAMBDA_EXEC_WRAPPER: /opt/bootstrap}}'],
    ],
    [
      'lie in a layer by their path',
      ['Handler: /opt/nodejs/wrapped.handler', 'Runtime: nodejs22.x', 'CodeUri: app/'],
    ],
  ])('that %s are not looked for', async (_what, lines) => {
    const own = lines.length > 2 ? [] : python
    expect(await found({ text: aFunction(...own, ...lines), files })).toEqual([])
  })

  it('that a layer may hold are a warning', async () => {
    const lines = ['Handler: datadog_lambda.handler.handler', 'Layers: [!Ref L]']
    const text = `Parameters: {L: {Type: String}}\n${aFunction(...python, ...lines)}`
    expect((await found({ text, files })).map(line => line.slice(0, 5))).toEqual(['W4003'])
    expect((await found({ text, files }, { unbuilt: false })).map(line => line.slice(0, 5))).toEqual([
      'W4003',
    ])
  })

  it.each([
    ['the source of a compiler', ['app/index.ts']],
    ['no folder of its output', ['app/src/index.ts']],
  ])('are a warning where there is %s', async (_what, lying) => {
    const handler = lying[0] === 'app/index.ts' ? 'index.handler' : 'dist/index.handler'
    const text = aFunction('CodeUri: app/', 'Runtime: nodejs22.x', `Handler: ${handler}`)
    expect((await found({ text, files: lying })).map(line => line.slice(0, 5))).toEqual(['W4003'])
    expect((await found({ text, files: lying }, { unbuilt: false })).map(line => line.slice(0, 5))).toEqual([
      'E4003',
    ])
  })

  it('that nothing brings are an error', async () => {
    const text = aFunction(...python, 'Handler: main.handler')
    expect((await found({ text, files })).map(line => line.slice(0, 5))).toEqual(['E4003'])
  })
})

describe('properties that Globals and a resource share', () => {
  const api = (globals: string, own: string) =>
    `Globals: {Api: {Domain: ${globals}}}\n${sam}  Api:\n    Type: AWS::Serverless::Api\n    Properties:\n      StageName: p\n      DefinitionBody: {swagger: '2.0', paths: {}}\n      Domain: ${own}\n`
  const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/x'

  it.each([
    ['{BasePath: [/v1]}', `{DomainName: a.example.com, CertificateArn: '${certificate}'}`],
    [`{DomainName: a.example.com, CertificateArn: '${certificate}'}`, '{BasePath: [/v1]}'],
    ['{DomainName: a.example.com}', `{CertificateArn: '${certificate}'}`],
  ])('are judged together: %s and %s', async (globals, own) => {
    expect(await found({ text: api(globals, own) })).toEqual([])
  })

  it('lack what neither has', async () => {
    const sentences = await found({ text: api('{BasePath: [/v1]}', '{DomainName: a.example.com}') })
    expect(sentences.join('\n')).toMatch(/^E2002 \d+:7 "Domain" of Api needs "CertificateArn"\.$/m)
  })
})

describe('properties that a condition chooses between', () => {
  const rule = (group: string, cidr: string) =>
    [
      'Parameters: {Parent: {Type: String, Default: ""}, Other: {Type: String, Default: ""}}',
      'Conditions:',
      '  HasParent: !Not [!Equals [!Ref Parent, ""]]',
      '  HasOther: !Not [!Equals [!Ref Other, ""]]',
      'Resources:',
      '  In:',
      '    Type: AWS::EC2::SecurityGroupIngress',
      '    Properties:',
      '      GroupId: sg-12345678',
      '      IpProtocol: tcp',
      '      FromPort: 80',
      '      ToPort: 80',
      `      SourceSecurityGroupId: ${group}`,
      `      CidrIp: ${cidr}`,
      '',
    ].join('\n')
  const nothing = '!Ref AWS::NoValue'

  it('may exclude each other', async () => {
    const text = rule(`!If [HasParent, !Ref Parent, ${nothing}]`, `!If [HasParent, ${nothing}, 0.0.0.0/0]`)
    expect((await found({ text })).filter(line => line.startsWith('E'))).toEqual([])
  })

  it.each([
    ['always there together', '!If [HasParent, !Ref Parent, !Ref Other]', '0.0.0.0/0'],
    [
      'there together one way',
      `!If [HasParent, !Ref Parent, ${nothing}]`,
      `!If [HasOther, 0.0.0.0/0, ${nothing}]`,
    ],
  ])('are refused where they are %s', async (_what, group, cidr) => {
    const errors = (await found({ text: rule(group, cidr) })).filter(line => line.startsWith('E'))
    expect(errors.length).toBeGreaterThan(0)
    expect(errors.every(line => line.startsWith('E2003'))).toBe(true)
  })
})

describe('a function of Aliyun without CodeUri', () => {
  const text = [
    "ROSTemplateFormatVersion: '2015-09-01'",
    'Transform: Aliyun::Serverless-2018-04-03',
    'Resources:',
    '  svc:',
    '    Type: Aliyun::Serverless::Service',
    '    Properties: {NasConfig: {Auto: true, UserId: 33, GroupId: 33}}',
    '    hello:',
    '      Type: Aliyun::Serverless::Function',
    '      Properties: {Handler: index.handler, Runtime: nodejs20}',
    '',
  ].join('\n')

  it('is the folder of the template', async () => {
    const errors = async (files: readonly string[]) =>
      (await found({ text, files })).filter(line => /^[EW]4003|^E/.test(line))
    expect(await errors(['index.js'])).toEqual([])
    expect(await errors([])).toEqual([
      'W4003 9:29 The handler of hello is "index.handler", but there is no file "./index.js".',
    ])
  })
})

describe('templates of rain and of custom resources alone', () => {
  it('are known for what they are', async () => {
    const custom =
      'Resources:\n  X:\n    Type: Custom::Thing\n    Properties: {ServiceToken: arn:aws:lambda:us-east-1:123456789012:function:x}\n'
    expect((await found({ text: custom })).filter(line => line.startsWith('E'))).toEqual([])
    const { diagnostics } = await load({
      file: 'template.yaml',
      text: 'Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Metadata: {Page: !Rain::Embed page.html}\n',
      clouds,
      parameters: {},
      root,
      look: () => undefined,
      today: new Date('2026-11-25'),
    })
    expect(diagnostics).toMatchObject([
      { code: 'E1011', hint: 'It is a tag of rain: check what rain pkg writes.' },
    ])
  })
})
