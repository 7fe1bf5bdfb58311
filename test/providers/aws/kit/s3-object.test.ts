import { expect, it } from 'vitest'
import { restApi } from '../../../../src/providers/aws/api-gateway/rest-api.ts'
import { httpApi } from '../../../../src/providers/aws/api-gateway-v2/http-api.ts'
import { recordedCloud } from '../../../support/recorded-cloud.ts'
import { inputOf } from '../aws-cloud.ts'

const body = '{"openapi":"3.0.1","paths":{}}'
const answers = {
  GetObject: () => ({ Body: { transformToString: async () => body } }) as never, // the body of the SDK is no JSON
  CreateRestApi: { id: 'a1', rootResourceId: 'r1' },
  GetRestApi: { id: 'a1' },
  CreateApi: { ApiId: 'a1', ApiEndpoint: 'https://a1' },
}
const BodyS3Location = { Bucket: 'definitions', Key: 'shop.json', Version: '7' }

it.each([
  ['REST', restApi, 'PutRestApi'],
  ['HTTP', httpApi, 'ReimportApi'],
] as const)('the body of a %s API that lies in S3 is read there', async (_, type, imports) => {
  const { client, calls } = recordedCloud(answers)
  await type.create(client, inputOf('', { Name: 'shop', BodyS3Location }))
  expect(calls.find(({ action }) => action === 'GetObject')?.members).toEqual({
    Bucket: 'definitions',
    Key: 'shop.json',
    VersionId: '7',
  })
  expect(JSON.stringify(calls.find(({ action }) => action === imports)?.members)).toMatch(/openapi|123,34/)
})
