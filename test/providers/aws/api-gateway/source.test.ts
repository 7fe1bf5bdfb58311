import { expect, it } from 'vitest'
import { text } from '../../../../src/model/value.ts'
import { openWire } from '../../../../src/providers/aws/wire.ts'
import { plain } from '../../../../src/providers/kit/call.ts'
import { awsCloud } from '../aws-cloud.ts'

it('serves the methods of an API as they were when it was deployed', async () => {
  const { client, store } = await awsCloud()
  const { id: restApiId = '', rootResourceId } = await client.call('apigateway', 'CreateRestApi', {
    name: 'shop',
    binaryMediaTypes: ['image/png'],
  })
  const step = async (parentId: string, pathPart: string) => {
    const made = await client.call('apigateway', 'CreateResource', { restApiId, parentId, pathPart })
    return text(plain(made).id) ?? ''
  }
  const item = await step(await step(rootResourceId ?? '', 'items'), '{id}')
  const uri =
    'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:function:hello/invocations'
  const serve = async (httpMethod: string) => {
    const key = { restApiId, resourceId: item, httpMethod }
    await client.call('apigateway', 'PutMethod', { ...key, authorizationType: 'NONE' })
    const integration = { type: 'AWS_PROXY', integrationHttpMethod: 'POST', uri }
    await client.call('apigateway', 'PutIntegration', { ...key, ...integration })
  }
  await serve('ANY')
  await client.call('apigateway', 'CreateDeployment', { restApiId, stageName: 'Prod' })
  await serve('GET')
  const { routes } = (await openWire()).app(store)
  expect(routes).toMatchObject([
    {
      method: 'ANY',
      path: '/items/{id}',
      stage: 'Prod',
      api: restApiId,
      settings: { binaryMediaTypes: ['image/png'] },
    },
  ])
})
