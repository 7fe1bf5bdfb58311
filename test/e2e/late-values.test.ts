import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { expect, it } from 'vitest'
import { laid } from '../support/diagnosed.ts'
import { fnx, localCloud } from '../support/fnx.ts'

const template = (properties: string, more = '') => `Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs20.x, Handler: index.h, ${properties}}
${more}`

const shows = "InlineCode: 'exports.h = async () => process.env.X'"

it('a dynamic reference is looked up at the local cloud, and told where it is not there', async () => {
  const cwd = laid({
    'template.yaml': template(`${shows}, Environment: {Variables: {X: '{{resolve:ssm:/x/y}}'}}`),
  })
  const { apiUrl } = await localCloud([], { cwd })
  const lacking = await fnx(['invoke', '--local'], { cwd })
  expect(lacking).toMatchObject({ code: 2, stdout: '' })
  expect(lacking.stderr).toContain('/x/y')
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const client = new SSMClient({ endpoint: apiUrl, region: 'us-east-1', credentials })
  await client.send(new PutParameterCommand({ Name: '/x/y', Value: 'found', Type: 'String' }))
  expect(await fnx(['invoke', '--local'], { cwd })).toMatchObject({ code: 0, stdout: '"found"\n' })
})

it('a variable that is given needs no look-up', async () => {
  const cwd = laid({
    'template.yaml': template(`${shows}, Environment: {Variables: {X: '{{resolve:ssm:/x/y}}'}}`),
    '.env': 'X=mine\n',
  })
  expect(await fnx(['invoke', '--local', '-n', '.env'], { cwd })).toMatchObject({
    code: 0,
    stdout: '"mine"\n',
  })
})

it('a Ref is the name of what is deployed on the local cloud', async () => {
  const bucket = '  B: {Type: AWS::S3::Bucket}\n'
  const cwd = laid({ 'template.yaml': template(`${shows}, Environment: {Variables: {X: !Ref B}}`, bucket) })
  expect(await fnx(['deploy', '--local', '--yes'], { cwd })).toMatchObject({ code: 0 })
  const status = await fnx(['status', '--local', '--output', 'json'], { cwd })
  const { stdout } = await fnx(['invoke', '--local'], { cwd })
  expect(JSON.parse(stdout)).not.toBe('B')
  expect(status.stdout).toContain(JSON.parse(stdout))
})

it('an SDK in the function reaches the local cloud, which is started by the first call', async () => {
  const source = "exports.h = async () => (await fetch(process.env.AWS_ENDPOINT_URL + '/_fnx/health')).status"
  const cwd = laid({ 'template.yaml': template(`InlineCode: "${source}"`) })
  expect(await fnx(['invoke', '--local'], { cwd })).toMatchObject({ code: 0, stdout: '200\n' })
})
