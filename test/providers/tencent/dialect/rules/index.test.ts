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
    ['E4402', template('Handler: a.b, Runtime: Nodejs21.1, CodeUri: ./')],
    ['W4403', template(good, 'api: { Type: APIGW, Properties: { HttpMethod: ANY } }')],
    ['W4404', template(good, 'topic: { Type: CMQ, Properties: { Name: q } }')],
    ['E4405', template(good, 'x: { Type: Kinesis, Properties: {} }')],
    ['W4406', template(good, "x: { Type: Timer, Properties: { CronExpression: '*/5 * * * *' } }")],
    ['E4407', template(good, "x: { Type: Timer, Properties: { CronExpression: '0 */5 * * * *' } }")],
    ['E4408', template(`${good}, MemorySize: 100`)],
    ['E4408', template(`${good}, MemorySize: 4096`)],
    ['E4408', template(`${good}, Timeout: 901`)],
    ['E4408', template(`${good}, Environment: { Variables: { SCF_X: a } }`)],
    ['E4408', template(`${good}, Environment: { Variables: { X: ${'a'.repeat(5000)} } }`)],
    ['E4408', template(good).replace('hello:', '9lives:')],
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
  ])('find nothing in %j', async text => {
    expect((await loaded(text)).diagnostics).toEqual([])
  })

  it('are each proven by a template', () => {
    const proven = new Set(table.map(([code]) => code))
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
