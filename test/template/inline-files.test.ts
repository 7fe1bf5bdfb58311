import { describe, expect, it } from 'vitest'
import type { Resource } from '../../src/model/stack.ts'
import type { Properties } from '../../src/model/value.ts'
import { inlined } from '../../src/providers/aws/dialect/inlined.ts'
import { filesIn, inlineFiles } from '../../src/template/inline-files.ts'

function stackOf(type: string, properties: Properties) {
  const Thing: Resource = {
    logicalId: 'Thing',
    type,
    properties,
    dependsOn: [],
    deletionPolicy: 'Delete',
    metadata: {},
    origin: ['Resources', 'Thing'],
  }
  return { name: 'app', provider: 'aws', resources: { Thing }, outputs: [] }
}

const files: Readonly<Record<string, string>> = {
  'api.yaml': 'openapi: 3.0.1\npaths: {}\n',
  'api.json': '{"openapi": "3.0.1", "info": {"Ref": "Title"}}',
  'schema.graphql': 'type Query { one: String }\n',
}

async function inlinedIn(type: string, properties: Properties) {
  const { stack, diagnostics } = await inlineFiles(stackOf(type, properties), inlined, path => files[path])
  expect(diagnostics).toEqual([])
  return stack.resources.Thing?.properties
}

describe('inlineFiles()', () => {
  it.each(['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api'])('gives %s its body', async type => {
    expect(await inlinedIn(type, { BodyS3Location: 'api.yaml', Name: 'a' })).toEqual({
      Name: 'a',
      Body: { openapi: '3.0.1', paths: {} },
    })
  })

  it('leaves a document with what looks like a call as text, for nobody carries it out', async () => {
    const { Body } = (await inlinedIn('AWS::ApiGateway::RestApi', { BodyS3Location: 'api.json' })) ?? {}
    expect(Body).toBe('{"openapi":"3.0.1","info":{"Ref":"Title"}}')
  })

  it('gives text to who takes text', async () => {
    expect(
      await inlinedIn('AWS::AppSync::GraphQLSchema', { DefinitionS3Location: 'schema.graphql' }),
    ).toEqual({ Definition: 'type Query { one: String }\n' })
  })

  it.each([['s3://bucket/key'], [{ Bucket: 'b', Key: 'k' }], ['nowhere.yaml']])(
    'leaves %j as it is',
    async BodyS3Location => {
      expect(await inlinedIn('AWS::ApiGateway::RestApi', { BodyS3Location })).toEqual({ BodyS3Location })
    },
  )
})

describe('filesIn()', () => {
  it('names no address in the cloud and no file of other types', () => {
    const path = { BodyS3Location: 'api.yaml' }
    expect(filesIn(stackOf('AWS::ApiGateway::RestApi', path), inlined)).toMatchObject([{ path: 'api.yaml' }])
    expect(filesIn(stackOf('AWS::S3::Bucket', path), inlined)).toEqual([])
    const address = { BodyS3Location: 's3://bucket/key' }
    expect(filesIn(stackOf('AWS::ApiGateway::RestApi', address), inlined)).toEqual([])
  })
})
