import { describe, expect, it } from 'vitest'
import { rules } from '../../../../../src/providers/tencent/dialect/rules/index.ts'
import { loaded } from '../loaded.ts'

/** Makes a template of one function. */
function template(properties: string, events = ''): string {
  return `Resources:
  default:
    Type: TencentCloud::Serverless::Namespace
    hello:
      Type: TencentCloud::Serverless::Function
      Properties: { ${properties}${events === '' ? '' : `, Events: { ${events} }`} }
`
}

const good = 'Handler: index.main_handler, Runtime: Nodejs20.19, CodeUri: ./'

describe('the rules for TCSAM', () => {
  const table: readonly (readonly [string, string])[] = [
    ['W4401', template('Handler: a.b, Runtime: Nodejs10.15, CodeUri: ./')],
    ['W4401', template('Handler: a.b, Runtime: python2.7, CodeUri: ./')],
    ['E4402', template('Handler: a.b, Runtime: Nodejs11.1, CodeUri: ./')],
    ['E4402', template('Handler: a.b, Runtime: Noddejs22.1, CodeUri: ./')],
    ['W4412', template('Handler: a.b, Runtime: Nodejs24.1, CodeUri: ./')],
    ['W4412', template('Handler: a.b, Runtime: Java17, CodeUri: ./')],
    ['W4403', template(good, 'api: { Type: APIGW, Properties: { AuthType: NONE } }')],
    ['W4404', template(good, 'topic: { Type: CMQ, Properties: { Name: q } }')],
    ['E4405', template(good, 'x: { Type: Kinesis, Properties: {} }')],
    ['E4417', template(good, 'x: { Type: CLS, Properties: { TopicId: x } }')],
    ['W4406', template(good, "x: { Type: Timer, Properties: { CronExpression: '*/5 * * * *' } }")],
    ['E4407', template(good, "x: { Type: Timer, Properties: { CronExpression: '0 */5 * * * *' } }")],
    ['E4408', template(`${good}, MemorySize: 100`)],
    ['E4408', template(`${good}, MemorySize: 4096`)],
    ['E4408', template(`${good}, Timeout: 901`)],
    ['E4408', template(`${good}, Environment: { Variables: { SCF_X: a } }`)],
    ['E4408', template(`${good}, Environment: { Variables: { X: ${'a'.repeat(5000)} } }`)],
    ['E4408', template(good).replace('hello:', '9lives:')],
    ['E4408', template(`${good}, Environment: { Variables: { 1bad: a } }`)],
    ['E4408', template(`${good}, Environment: { Variables: { OK-NO: a } }`)],
    ['E4414', template(good, "x: { Type: Timer, Properties: { CronExpression: '99 99 * * * * *' } }")],
    ['E4414', template(good, "x: { Type: Timer, Properties: { CronExpression: '0 0 0 0 * * *' } }")],
    ['E4415', `${template(good)}  more: { Type: TencentCloud::Serverless::Namepsace }\n`],
    ['E4415', `${template(good)}  more: { Type: 'TencentCloud::COS::Buckets' }\n`],
    ['E4416', `${template(good)}    two: { Type: TencentCloud::Serverless::Functoin }\n`],
    ['E4416', `${template(good)}    two: { Properties: { CodeUri: ./ } }\n`],
    ['E4416', `${template(good)}    two:\n`],
    ['E4416', `${template(good)}    Propertes: { Description: x }\n`],
    ['E4416', `${template(good)}      Propertees: {}\n`],
    ['E4416', `${template(good)}  b: { Type: TencentCloud::COS::Bucket, Propertes: {} }\n`],
    ['W4409', template(`${good}, Role: mine, Policies: [QcloudCOSReadOnlyAccess]`)],
    ['W4410', `${template(good)}  api: { Type: TencentCloud::Serverless::Api }\n`],
    ['E4411', template('Handler: a.b, Runtime: Go1')],
  ]
  it.each(table)('find %s', async (code, text) => {
    const { diagnostics } = await loaded(text)
    expect(diagnostics.map(found => found.code)).toEqual([code])
    expect(diagnostics[0]?.hint).toBeTruthy()
  })

  it.each([
    template(good),
    template(`${good}, MemorySize: 64, Timeout: 900`),
    template(
      good,
      "x: { Type: Timer, Properties: { CronExpression: '0 */5 * * * * *' } }, y: { Type: HTTP }",
    ),
    template('Handler: a.b, Runtime: golang1, CodeUri: ./'),
    template(
      good,
      "x: { Type: Timer, Properties: { CronExpression: '0 0-30/5 9,18 ? JAN-MAR MON-FRI 2026' } }",
    ),
    template('Handler: a.b, Runtime: Java8, CodeUri: ./'),
    template('Runtime: CustomImage, CodeUri: { ImageConfig: { ImageType: personal, ImageUri: a/b/c } }'),
    template(`${good}, DeadLetterConfig: { Type: CMQ-TOPIC, Name: x, FilterType: '' }, ClsLogsetId: a, ClsTopicId: b,
        AsyncRunEnable: true, TraceEnable: true, CfsConfig: { CfsInsList: [] },
        InstanceConcurrencyConfig: { DynamicEnabled: 'FALSE', MaxConcurrency: 2 }`),
  ])('find nothing in %j', async text => {
    expect((await loaded(text)).diagnostics).toEqual([])
  })

  it('find an API Gateway event whose URL is open to all, beside the event itself', async () => {
    const { diagnostics } = await loaded(
      template(good, 'api: { Type: APIGW, Properties: { HttpMethod: ANY } }'),
    )
    expect(diagnostics.map(({ code }) => code).sort()).toEqual(['W4403', 'W4413'])
  })

  it('suggest no runtime that no document names', async () => {
    for (const runtime of ['Php5.6', 'Java9', 'Nodejs10.15', 'Python9']) {
      const { diagnostics } = await loaded(template(`Handler: a.b, Runtime: ${runtime}, CodeUri: ./`))
      expect(diagnostics.map(({ hint }) => hint).join()).not.toMatch(/Java11|Php5\b(?!\.)/)
    }
  })

  it('suggest the word that was meant', async () => {
    const hintOf = async (text: string) => (await loaded(text)).diagnostics[0]?.hint
    expect(await hintOf(`${template(good)}    Propertes: { Description: x }\n`)).toContain('"Properties"')
    expect(
      await hintOf(`${template(good)}    two: { Type: TencentCloud::Serverless::Functoin }\n`),
    ).toContain('"TencentCloud::Serverless::Function"')
    expect(await hintOf(`${template(good)}  a: { Type: TencentCloud::Serverless::Namepsace }\n`)).toContain(
      '"TencentCloud::Serverless::Namespace"',
    )
  })

  it('are each proven by a template', () => {
    const proven = new Set([...table.map(([code]) => code), 'W4413'])
    expect(rules.map(({ code }) => code).filter(code => !proven.has(code))).toEqual([])
  })
})

describe('the schemas of Tencent', () => {
  const table: readonly (readonly [string, string, number])[] = [
    ['E2003', template(`${good}, Memory: 128`), 5],
    ['E2001', template(`${good}, Timeout: soon`), 5],
    ['E2003', template(good, 'x: { Type: HTTP, Properties: { Pfad: /a } }'), 5],
    [
      'E2004',
      'Resources:\n  B:\n    Type: TencentCloud::COS::Bucket\n    Properties: { AccessControl: open }\n',
      4,
    ],
  ]
  it.each(table)('find %s', async (code, text, line) => {
    const { diagnostics } = await loaded(text)
    expect(diagnostics.map(found => [found.code, found.location?.start.line])).toEqual([
      [code, line === 5 ? 6 : line],
    ])
  })
})
