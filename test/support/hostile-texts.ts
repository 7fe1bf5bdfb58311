import { nested, oddKeys } from './hostile-documents.ts'

/** Makes texts of templates that are meant to break what reads them, by what is odd about each. */
export function hostileTexts(): Readonly<Record<string, string | Uint8Array>> {
  return {
    ...depths(),
    ...sizes(),
    ...circles(),
    ...keys(),
    ...oddYaml(),
    ...shapes(),
    ...patterns(),
    ...calls(),
  }
}

const head = "Transform: 'AWS::Serverless-2016-10-31'\n"

function template(body: string): string {
  return `${head}Resources:\n  Hello:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src/\n      Handler: a.b\n      Runtime: nodejs22.x\n${body}`
}

function json(resources: unknown, sections: object = {}): string {
  return JSON.stringify({ Transform: 'AWS::Serverless-2016-10-31', ...sections, Resources: resources })
}

function depths() {
  const levels = 10_000
  return {
    'lists in flow style, 10,000 deep': `${head}Resources: ${'['.repeat(levels)}${']'.repeat(levels)}\n`,
    'maps in flow style, 10,000 deep': `${head}Resources: ${'{a: '.repeat(levels)}1${'}'.repeat(levels)}\n`,
    'lists that are never closed': `${head}Resources: ${'['.repeat(levels)}\n`,
    'lists in block style, 10,000 deep': `${head}Resources:\n  ${'- '.repeat(levels)}x\n`,
    'maps in block style, 2,000 deep': `${head}Resources:\n${Array.from({ length: 2000 }, (_, at) => `${' '.repeat(at + 1)}k:\n`).join('')}`,
    'keys of keys': `${head}${'? '.repeat(levels)}x\n`,
    'JSON, 10,000 deep': `${'{"Resources":'.repeat(levels)}1${'}'.repeat(levels)}`,
    'as deep as is read': template(`      Environment: ${JSON.stringify(nested(1, 190))}\n`),
    'short forms within short forms': template(`      Description: ${'!Sub [ '.repeat(levels)}\n`),
    'Fn::Join 1,000 deep': template(
      `      Description: ${'!Join ["", ['.repeat(1000)}x${']]'.repeat(1000)}\n`,
    ),
    'Fn::If 90 deep, each branch': template(
      `      Description: ${'{"Fn::If": [C, '.repeat(90)}1${', 2]}'.repeat(90)}\n`,
    ),
    'a parameter of JSON, 10,000 deep': json(
      { A: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'P' } } } },
      { Parameters: { P: { Type: 'Json', Default: '['.repeat(levels) + ']'.repeat(levels) } } },
    ),
  }
}

function sizes() {
  const megabyte = 'x'.repeat(1024 * 1024)
  return {
    'a value of 1 MB': template(`      Description: ${megabyte}\n`),
    'a key of 1 MB': template(`      ${megabyte}: 1\n`),
    'a logical ID of 1 MB': `${head}Resources:\n  ? ${megabyte}\n  : Type: AWS::Serverless::Function\n`,
    'a type of 1 MB': `${head}Resources:\n  A:\n    Type: AWS::${megabyte}\n`,
    'a name of an event of 1 MB': json({
      A: {
        Type: 'AWS::Serverless::Function',
        Properties: { Events: { [megabyte]: { Type: 'Api' } } },
      },
    }),
    'a Ref to 1 MB': template(`      Role: !Ref ${megabyte}\n`),
    'a Sub of 1 MB without an end': template(`      Description: !Sub '${'${'.repeat(512 * 1024)}'\n`),
    'a Sub of 1 MB of blanks': template(`      Description: !Sub '\${${' '.repeat(1024 * 1024)}'\n`),
    'a path of 1 MB': template(
      `      Events: {E: {Type: Api, Properties: {Method: get, Path: '/${'{a'.repeat(512 * 1024)}'}}}\n`,
    ),
    '100,000 lines of nothing': `${head}${'\n'.repeat(100_000)}Resources: {}\n`,
    '100,000 comments': `${'# a: b\n'.repeat(100_000)}${head}Resources: {}\n`,
    'a line of 1 MB of blanks': `${head}Resources:${' '.repeat(1024 * 1024)}\n`,
    'a line of 1 MB of colons': `${head}${':'.repeat(1024 * 1024)}\n`,
    'a line of 1 MB of dashes': `${head}Resources:\n  ${'-'.repeat(1024 * 1024)}\n`,
    'a line of 1 MB of quotes': `${head}Resources: ${'"'.repeat(1024 * 1024)}\n`,
    '20,000 slips': `${head}${Array.from({ length: 20_000 }, (_, at) => `Key${at}:value\n`).join('')}`,
    '20,000 equal keys': `${head}${'Resources: {}\n'.repeat(20_000)}`,
    '20,000 unknown properties': template(
      Array.from({ length: 20_000 }, (_, at) => `      Odd${at}: 1\n`).join(''),
    ),
    '5,000 parameters': json(
      { A: { Type: 'AWS::S3::Bucket' } },
      {
        Parameters: Object.fromEntries(
          Array.from({ length: 5000 }, (_, at) => [`P${at}`, { Type: 'String', Default: 'x' }]),
        ),
      },
    ),
    '10,000 conditions in a row': json(
      { A: { Type: 'AWS::S3::Bucket', Condition: 'C9999' } },
      {
        Conditions: Object.fromEntries([
          ['C0', { 'Fn::Equals': ['a', 'a'] }],
          ...Array.from({ length: 9999 }, (_, at) => [
            `C${at + 1}`,
            { 'Fn::Not': [{ Condition: `C${at}` }] },
          ]),
        ]),
      },
    ),
    '5,000 resources in a row, last first': json(
      Object.fromEntries(
        Array.from({ length: 5000 }, (_, at) => [
          `R${at}`,
          { Type: 'AWS::SNS::Topic', Properties: { TopicName: { Ref: `R${at + 1}` } } },
        ]),
      ),
    ),
    '2,000 functions with one misspelt property': json(
      Object.fromEntries(
        Array.from({ length: 2000 }, (_, at) => [
          `F${at}`,
          { Type: 'AWS::Serverless::Function', Properties: { Runtim: 'x', Role: { Ref: `G${at}` } } },
        ]),
      ),
    ),
  }
}

function circles() {
  const ring = (length: number, make: (next: string) => object) =>
    json(
      Object.fromEntries(
        Array.from({ length }, (_, at) => [
          `R${at}`,
          { Type: 'AWS::SNS::Topic', ...make(`R${(at + 1) % length}`) },
        ]),
      ),
    )
  const bomb = Array.from({ length: 12 }, (_, at) =>
    at === 0 ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]\n' : `a${at}: &a${at} [${`*a${at - 1}, `.repeat(9)}]\n`,
  )
  return {
    'a Ref to itself': ring(1, next => ({ Properties: { TopicName: { Ref: next } } })),
    'Refs in a circle of 3,000': ring(3000, next => ({ Properties: { TopicName: { Ref: next } } })),
    'DependsOn in a circle': ring(2000, next => ({ DependsOn: next })),
    'GetAtt in a circle': ring(50, next => ({ Properties: { TopicName: { 'Fn::GetAtt': [next, 'Arn'] } } })),
    'conditions in a circle': json(
      { A: { Type: 'AWS::S3::Bucket', Condition: 'A' } },
      {
        Conditions: {
          A: { 'Fn::Not': [{ Condition: 'B' }] },
          B: { 'Fn::Or': [{ Condition: 'A' }, { Condition: 'B' }] },
        },
      },
    ),
    'an anchor within itself': `${head}Resources: &a\n  Hello: *a\n`,
    'an anchor within itself, as a key': `${head}Resources: &a {*a : 1}\n`,
    'an alias of nothing': `${head}Resources: *nothing\n`,
    'a bomb of aliases': `${head}${bomb.join('')}Resources: *a11\n`,
    'a bomb of aliases in maps': `${head}${bomb.join('').replace(/\[/g, '{a: [').replace(/\]/g, ']}')}Resources: *a11\n`,
    'merge keys in a circle': `${head}Resources: &a\n  <<: *a\n`,
    'connectors that connect themselves': json({
      A: {
        Type: 'AWS::SNS::Topic',
        Connectors: { B: { Properties: { Destination: { Id: 'AB' }, Permissions: ['Write'] } } },
      },
      C: {
        Type: 'AWS::Serverless::Connector',
        Properties: { Source: { Id: 'C' }, Destination: { Id: 'C' }, Permissions: ['Read'] },
      },
    }),
    'layers of each other': json({
      A: { Type: 'AWS::Serverless::LayerVersion', Properties: { ContentUri: { Ref: 'B' } } },
      B: { Type: 'AWS::Serverless::LayerVersion', Properties: { ContentUri: { Ref: 'A' } } },
    }),
  }
}

function keys() {
  const everywhere = (key: string) => {
    // JSON.parse and JSON.stringify carry `__proto__` as a plain key; an object literal would not.
    const entry = `{${JSON.stringify(key)}: {"a": 1}}`
    return `{"Transform": "AWS::Serverless-2016-10-31", "Parameters": ${entry}, "Conditions": ${entry}, "Mappings": ${entry},
"Globals": ${entry}, "Outputs": ${entry}, "Metadata": ${entry}, "Rules": ${entry}, ${JSON.stringify(key)}: {},
"Resources": {${JSON.stringify(key)}: {"Type": "AWS::Serverless::Function", "Properties": {"CodeUri": "s", "Handler": "a.b",
"Runtime": "nodejs22.x", "Tags": ${entry}, "Environment": {"Variables": ${entry}},
"Events": {${JSON.stringify(key)}: {"Type": "Api", "Properties": {"Path": ${JSON.stringify(`/${key}`)}, "Method": ${JSON.stringify(key)}}}}}},
"Plain": {"Type": ${JSON.stringify(key)}, "Condition": ${JSON.stringify(key)}, "DependsOn": [${JSON.stringify(key)}], "Properties": ${entry}},
"Hello": {"Type": "AWS::Serverless::Function", "Condition": ${JSON.stringify(key)}, "Connectors": ${entry},
"Properties": {"Role": {"Fn::If": [${JSON.stringify(key)}, {"Ref": ${JSON.stringify(key)}}, {"Fn::GetAtt": [${JSON.stringify(key)}, ${JSON.stringify(key)}]}]},
"Policies": [${entry}, ${JSON.stringify(key)}], ${JSON.stringify(key)}: 1,
"MemorySize": {"Fn::FindInMap": [${JSON.stringify(key)}, ${JSON.stringify(key)}, ${JSON.stringify(key)}]},
"Description": {"Fn::Sub": ${JSON.stringify(`\${${key}} \${${key}.${key}}`)}},
"Events": {"E": {"Type": ${JSON.stringify(key)}, "Properties": ${entry}}}}}}}`
  }
  return Object.fromEntries(
    [...oddKeys, 'a\u0000b', '9'.repeat(400)].map(key => [
      `the key ${JSON.stringify(key).slice(0, 30)} everywhere`,
      everywhere(key),
    ]),
  )
}

function oddYaml() {
  const tags = [
    '!!str',
    '!!int',
    '!!float',
    '!!bool',
    '!!null',
    '!!map',
    '!!seq',
    '!!set',
    '!!binary',
    '!x',
    '!',
  ]
  return {
    'nothing but a tag': '!Ref',
    'a tag on the document': '!Sub\nResources: {}\n',
    ...Object.fromEntries(
      tags.map(tag => [
        `the tag ${tag} on everything`,
        `Transform: ${tag} AWS::Serverless-2016-10-31\nResources: ${tag}\n  Hello: ${tag}\n    Type: ${tag} AWS::Serverless::Function\n    Properties: ${tag}\n      Layers: ${tag} [${tag} a, ${tag} {b: c}]\n      MemorySize: ${tag} 12\n`,
      ]),
    ),
    'tags with addresses': `%TAG ! tag:example.com,2000:\n---\n${head}Resources: !<tag:yaml.org,2002:map> {A: !e!x 1}\n`,
    'many documents': `${head}Resources: {}\n---\n`.repeat(2000),
    'only marks of documents': '---\n...\n---\n...\n',
    'a mark of byte order in the middle': `${head}Resources:\n  \uFEFFHello: {Type: AWS::S3::Bucket}\n`,
    'a mark of byte order and CRLF': `\uFEFF${template('      Timeout: 3\n').replaceAll('\n', '\r\n')}`,
    'lines that end in CR': template('      Timeout: x\n').replaceAll('\n', '\r'),
    'other ends of lines': template('      Description: "a\u2028b\u0085c"\n').replaceAll('\n', '\u2028'),
    'tabs for blanks': template('      Timeout: 3\n').replaceAll('  ', '\t'),
    'a tab in each line': template('\t      Timeout: 3\n\t\tMemorySize: 3\n'),
    'dates and numbers of all kinds': template(
      `      Timeout: 0o17\n      MemorySize: 0x1F\n      Description: 2024-01-01T00:00:00Z\n      Handler: .inf\n      Runtime: .NaN\n      KmsKeyArn: -.Inf\n      Layers: [1_000, 0b11, 017, 1e400, -0, +1, 12:30:45, 9007199254740993]\n`,
    ),
    'words for truths': template('      Tags: {a: yes, b: No, c: on, d: OFF, y: n, ~: null, ? : x}\n'),
    'merge keys': `${head}a: &a {Type: AWS::S3::Bucket}\nResources:\n  B: {<<: *a}\n  C: {<<: [*a, *a]}\n  <<: {D: *a}\n`,
    'a list as a key': `${head}Resources:\n  ? [a, b]\n  : {Type: AWS::S3::Bucket}\n  ? {c: d}\n  : 1\n`,
    'a text that never ends': `${head}Resources: "abc\n`,
    'a block that never begins': `${head}Resources: |\n`,
    'bytes of a program': Uint8Array.from({ length: 4096 }, (_, at) => (at * 73) % 256),
    'a zip': Uint8Array.from([0x50, 0x4b, 3, 4, ...new Array(100).fill(0)]),
    'UTF-16': Uint8Array.from(Buffer.from(`\uFEFF${head}Resources: {}`, 'utf16le')),
    'broken UTF-8': Uint8Array.from([...Buffer.from(`${head}Resources: {A: `), 0xff, 0xfe, 0xc3, 0x28]),
    'half of a pair': `${head}Resources: {"A\ud800": {Type: "\udc00"}}\n`,
    'escapes in keys': `${head}"Resources\\u0000": {}\n"Res\\x6furces": {"A\\u0000\\n": {"Type": "AWS::S3::Bucket"}}\n`,
    'directives without end': '%YAML 9.9\n'.repeat(1000),
    HTML: '<!doctype html><html><body>Not found</body></html>',
    'a template language': `${head}Resources:\n  {% for a in b %}\n  {{ a }}:\n    Type: AWS::S3::Bucket\n  {% endfor %}\n`,
  }
}

function shapes() {
  const values = [
    'null',
    '[]',
    '{}',
    '""',
    '0',
    'true',
    '[null]',
    '[[]]',
    '{"a": null}',
    '[{"Type": "AWS::Serverless::Api"}]',
  ]
  const sections = [
    'Resources',
    'Parameters',
    'Conditions',
    'Mappings',
    'Globals',
    'Outputs',
    'Metadata',
    'Rules',
    'Transform',
  ]
  const whole = sections.flatMap(section =>
    values.map((value): [string, string] => [
      `${section}: ${value}`,
      `{"Transform": ["AWS::Serverless-2016-10-31"], "Resources": {"A": {"Type": "AWS::Serverless::Function"}}, "${section}": ${value}}`
        .replace(
          section === 'Resources' ? '"Resources": {"A": {"Type": "AWS::Serverless::Function"}}, ' : '\u0000',
          '',
        )
        .replace(section === 'Transform' ? '"Transform": ["AWS::Serverless-2016-10-31"], ' : '\u0000', ''),
    ]),
  )
  const attributes = [
    'Type',
    'Properties',
    'Condition',
    'DependsOn',
    'Metadata',
    'DeletionPolicy',
    'Connectors',
    'IgnoreGlobals',
  ]
  const types = [
    'Function',
    'Api',
    'HttpApi',
    'WebSocketApi',
    'SimpleTable',
    'LayerVersion',
    'Application',
    'StateMachine',
    'Connector',
    'GraphQLApi',
    'CapacityProvider',
  ]
  const bodies = types.flatMap(type =>
    attributes.map((attribute, at): [string, string] => {
      const value = values[(at + type.length) % values.length] ?? 'null'
      return [
        `${type} with ${attribute}: ${value}`,
        `{"Transform": "AWS::Serverless-2016-10-31", "Resources": {"A": null, "B": {"Type": "AWS::Serverless::${type}", "${attribute}": ${value}}}}`,
      ]
    }),
  )
  return Object.fromEntries([...whole, ...bodies])
}

function patterns() {
  const slow = [
    '(a+)+$',
    '(a|a)*$',
    '(.*a){20}$',
    '([a-z]+)*[0-9]',
    '(x+x+)+y',
    '(?:a?){40}a{40}',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(a*)*b',
    '(a|aa)+$',
    '(\\w+\\s?)*!',
  ]
  const written = [...slow, '[', '(?<a>', '\\', '(?i)abc', '\\p{Alpha}+', '[[:alpha:]]', '(?>a+)b', '*']
  return Object.fromEntries(
    written.map(pattern => [
      `AllowedPattern ${pattern}`,
      json(
        { A: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'P' } } } },
        {
          Parameters: {
            P: { Type: 'String', Default: `${'a'.repeat(5000)}!`, AllowedPattern: pattern },
            L: {
              Type: 'CommaDelimitedList',
              Default: `${'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!,'.repeat(50)}`,
              AllowedPattern: pattern,
            },
          },
        },
      ),
    ]),
  )
}

function calls() {
  const holes = Array.from({ length: 100_000 }, (_, at) => `\${H${at % 1000}}`).join('')
  return {
    'Fn::Sub with 100,000 holes': template(`      Description: !Sub '${holes}'\n`),
    'Fn::Sub with 100,000 holes and a map': json({
      A: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: {
            'Fn::Sub': [
              holes,
              Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`H${at}`, `v${at}`])),
            ],
          },
        },
      },
    }),
    'Fn::Sub that grows': json(
      { A: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::Sub': '${P}'.repeat(50_000) } } } },
      { Parameters: { P: { Type: 'String', Default: 'p'.repeat(4000) } } },
    ),
    'Fn::Cidr of a billion blocks': json({
      A: {
        Type: 'AWS::EC2::Subnet',
        Properties: { CidrBlock: { 'Fn::Cidr': ['10.0.0.0/8', 1_000_000_000, 8] } },
      },
    }),
    'Fn::Cidr of less than nothing': json({
      A: { Type: 'AWS::EC2::Subnet', Properties: { CidrBlock: { 'Fn::Cidr': ['10.0.0.0/8', -1, -1] } } },
    }),
    'Fn::Join that grows': json({
      A: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: { 'Fn::Join': ['x'.repeat(10_000), Array.from({ length: 50_000 }, () => 'a')] },
        },
      },
    }),
    'Fn::Split into a million': json({
      A: { Type: 'AWS::S3::Bucket', Properties: { Tags: { 'Fn::Split': ['', 'a'.repeat(1_000_000)] } } },
    }),
    loops: json({
      'Fn::ForEach::Loop': ['X', ['a', 'b'], { 'R${X}': { Type: 'AWS::S3::Bucket' } }],
      'Fn::ForEach::': null,
      'Fn::ForEach': [1],
    }),
    'loops of a language extension': json(
      {
        'Fn::ForEach::A': [
          'X',
          Array.from({ length: 200 }, (_, at) => `a${at}`),
          {
            'Fn::ForEach::B': [
              'Y',
              Array.from({ length: 200 }, (_, at) => `b${at}`),
              { 'R${X}${Y}': { Type: 'AWS::SNS::Topic' } },
            ],
          },
        ],
      },
      { Transform: ['AWS::LanguageExtensions', 'AWS::Serverless-2016-10-31'] },
    ),
    'mappings of everything': json(
      {
        A: {
          Type: 'AWS::S3::Bucket',
          Properties: { BucketName: { 'Fn::FindInMap': ['M', { 'Fn::FindInMap': ['M', 'a', 'b'] }, 'b'] } },
        },
      },
      { Mappings: { M: { a: { b: { 'Fn::FindInMap': ['M', 'a', 'b'] } } } } },
    ),
    'one path by 300 functions': json(
      Object.fromEntries(
        Array.from({ length: 300 }, (_, at) => [
          `F${at}`,
          {
            Type: 'AWS::Serverless::Function',
            Properties: {
              InlineCode: 'x',
              Handler: 'a.b',
              Runtime: 'nodejs22.x',
              Events: { E: { Type: 'Api', Properties: { Path: '/', Method: 'get' } } },
            },
          },
        ]),
      ),
    ),
  }
}
