import { describe, expect, it } from 'vitest'
import { loaded } from './loaded.ts'

const settings = 'Handler: index.main_handler, Runtime: Nodejs20.19, CodeUri: ./'

async function resources(text: string) {
  const { stack } = await loaded(text)
  return Object.fromEntries(
    Object.values(stack?.resources ?? {}).map(({ logicalId, type, properties }) => [
      logicalId,
      { type, properties },
    ]),
  )
}

describe('expand()', () => {
  it('makes a function of one in a namespace, and none of the namespace that is always there', async () => {
    const found = await resources(`
Globals:
  Function: { Timeout: 10, Runtime: python3.10, Environment: { Variables: { A: b } } }
Resources:
  default:
    Type: TencentCloud::Serverless::Namespace
    hello:
      Type: TencentCloud::Serverless::Function
      Properties: { Handler: index.main_handler, CodeUri: ./src, MemorySize: 256 }
`)
    expect(found).toEqual({
      hello: {
        type: 'TencentCloud::SCF::Function',
        properties: {
          FunctionName: 'hello',
          Namespace: 'default',
          Code: './src',
          Handler: 'index.main_handler',
          Runtime: 'Python3.10',
          MemorySize: 256,
          Timeout: 10,
          Environment: { Variables: { A: 'b' } },
        },
      },
    })
  })

  it('makes a namespace of any other name, before what is in it', async () => {
    const { stack } = await loaded(`
Resources:
  shop:
    Type: TencentCloud::Serverless::Namespace
    shop:
      Type: TencentCloud::Serverless::Function
      Properties: { ${settings} }
`)
    expect(Object.keys(stack?.resources ?? {})).toEqual(['shop', 'shop-shop'])
    expect(stack?.resources['shop-shop']).toMatchObject({
      dependsOn: ['shop'],
      properties: { FunctionName: 'shop', Namespace: { Ref: 'shop' } },
      origin: ['Resources', 'shop', 'shop'],
    })
  })

  it('reads functions without a namespace, and events beside properties', async () => {
    const found = await resources(`
Resources:
  hello:
    Type: TencentCloud::Serverless::Function
    Properties: { ${settings} }
    Events:
      every: { Type: timer, Properties: { Cron: '*/5 * * * *' } }
`)
    expect(found.helloEveryTrigger?.properties).toEqual({
      FunctionName: { Ref: 'hello' },
      Namespace: 'default',
      TriggerName: 'every',
      Type: 'timer',
      TriggerDesc: '0 */5 * * * * *',
      Enable: 'OPEN',
    })
  })

  it('makes one URL of all events that come by HTTP', async () => {
    const { stack } = await loaded(`
Resources:
  hello:
    Type: TencentCloud::Serverless::Function
    Properties:
      Handler: index.main_handler
      Runtime: Nodejs20.19
      CodeUri: ./
      Events:
        a: { Type: HTTP, Properties: { Path: /a, Method: GET } }
        b: { Type: APIGW, Properties: { StageName: release, HttpMethod: POST } }
`)
    expect(Object.keys(stack?.resources ?? {})).toEqual(['hello', 'helloATrigger'])
    expect(stack?.resources.helloATrigger?.metadata).toEqual({
      'Fnx::Routes': [{ Path: '/a', Method: 'GET' }, { Method: 'POST' }],
    })
  })

  it('names the trigger of a bucket after its host', async () => {
    const found = await resources(`
Resources:
  Photos: { Type: TencentCloud::COS::Bucket }
  hello:
    Type: TencentCloud::Serverless::Function
    Properties:
      Handler: index.main_handler
      Runtime: Nodejs20.19
      CodeUri: ./
      Events:
        mine: { Type: COS, Properties: { Bucket: !Ref Photos, Events: 'cos:ObjectCreated:*' } }
        other-1250000000.cos.ap-beijing.myqcloud.com:
          { Type: COS, Properties: { Events: 'cos:ObjectRemove:*', Enable: false } }
`)
    expect(found.helloMineTrigger?.properties.TriggerName).toEqual({
      'Fn::Join': ['', [{ Ref: 'Photos' }, '.cos.ap-guangzhou.myqcloud.com']],
    })
    expect(found.helloOther1250000000cosapbeijingmyqcloudcomTrigger?.properties).toMatchObject({
      TriggerName: 'other-1250000000.cos.ap-beijing.myqcloud.com',
      TriggerDesc: { event: 'cos:ObjectRemove:*', filter: { Prefix: '', Suffix: '' } },
      Enable: 'CLOSE',
    })
  })

  it('makes a role for a function that names policies and no role', async () => {
    const found = await resources(`
Resources:
  hello:
    Type: TencentCloud::Serverless::Function
    Properties: { ${settings}, Policies: QcloudCOSReadOnlyAccess }
`)
    expect(found.helloRole?.properties).toEqual({ Policies: ['QcloudCOSReadOnlyAccess'] })
    expect(found.hello?.properties.Role).toEqual({ Ref: 'helloRole' })
  })

  it('takes code from COS', async () => {
    const found = await resources(`
Resources:
  hello:
    Type: TencentCloud::Serverless::Function
    Properties: { Handler: index.main_handler, Runtime: Go1, CodeUri: { Bucket: code, Key: a.zip } }
`)
    expect(found.hello?.properties.Code).toEqual({ CosBucketName: 'code', CosObjectName: '/a.zip' })
  })

  it('leaves out a function whose condition is false, with its triggers', async () => {
    const found = await resources(`
Conditions:
  Never: !Equals [a, b]
Resources:
  Photos: { Type: TencentCloud::COS::Bucket }
  hello:
    Type: TencentCloud::Serverless::Function
    Condition: Never
    Properties: { ${settings}, Events: { url: { Type: HTTP } } }
`)
    expect(Object.keys(found)).toEqual(['Photos'])
  })
})
