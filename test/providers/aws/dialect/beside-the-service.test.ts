import { describe, expect, it } from 'vitest'
import { at, type Properties, record } from '../../../../src/model/value.ts'
import { expandSam, samFunction } from '../../../support/expand-sam.ts'

const sam = (resources: Properties): Properties => ({
  Transform: 'AWS::Serverless-2016-10-31',
  Resources: resources,
})

/** What the published transform makes of rare combinations. */
describe('transform()', () => {
  it('lets a function read the certificate of a Kafka cluster beside the login', () => {
    const secret = (name: string) => `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}`
    const Properties = {
      KafkaBootstrapServers: ['b:9096'],
      Topics: ['t'],
      SourceAccessConfigurations: [
        { Type: 'SASL_SCRAM_512_AUTH', URI: secret('user-aaaaaa') },
        { Type: 'SERVER_ROOT_CA_CERTIFICATE', URI: secret('ca-bbbbbb') },
      ],
    }
    const { resources } = expandSam(
      sam({ F: samFunction({ Events: { K: { Type: 'SelfManagedKafka', Properties } } }) }),
    )
    const text = JSON.stringify(at(resources, ['FRole', 'Properties', 'Policies']) ?? null)
    expect(text.match(/secret:(user|ca)-/g)).toEqual(['secret:user-', 'secret:ca-'])
  })

  it('gives the method of a state machine its integration where definitions are merged', () => {
    const { resources } = expandSam(
      sam({
        Api: { Type: 'AWS::Serverless::Api', Properties: { StageName: 'Prod', MergeDefinitions: true } },
        M: {
          Type: 'AWS::Serverless::StateMachine',
          Properties: {
            Definition: { StartAt: 'A', States: { A: { Type: 'Succeed' } } },
            Events: {
              Post: {
                Type: 'Api',
                Properties: { RestApiId: { Ref: 'Api' }, Path: '/echo', Method: 'POST' },
              },
            },
          },
        },
      }),
    )
    const method = record(at(resources, ['Api', 'Properties', 'Body', 'paths', '/echo', 'post']))
    expect(Object.keys(method).sort()).toEqual(['responses', 'x-amazon-apigateway-integration'])
  })

  it('adds no paths to the definition of an HTTP API that is a call', () => {
    const DefinitionBody = {
      'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/openapi.yaml' } },
    }
    const { resources } = expandSam(
      sam({
        R: { Type: 'AWS::Serverless::HttpApi', Properties: { FailOnWarnings: true, DefinitionBody } },
      }),
    )
    expect(at(resources, ['R', 'Properties', 'Body'])).toEqual(DefinitionBody)
  })

  it('makes a group of records as the first of its APIs says', () => {
    const api = (name: string, more: Properties): Properties => ({
      Type: 'AWS::Serverless::Api',
      ...more,
      Properties: {
        StageName: 'prod',
        DefinitionBody: { swagger: '2.0', paths: {} },
        Domain: {
          DomainName: `${name}.example.com`,
          CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/x',
          Route53: { HostedZoneId: 'Z1' },
        },
      },
    })
    const { resources } = expandSam({
      ...sam({ A: api('a', { Condition: 'C', DeletionPolicy: 'Retain' }), B: api('b', {}) }),
      Conditions: { C: { 'Fn::Equals': ['a', 'a'] } },
    })
    const groups = Object.entries(resources).filter(([id]) => id.startsWith('RecordSetGroup'))
    expect(groups).toMatchObject([
      [
        expect.any(String),
        { Condition: 'C', DeletionPolicy: 'Retain', Properties: { RecordSets: [{}, {}] } },
      ],
    ])
  })
})
