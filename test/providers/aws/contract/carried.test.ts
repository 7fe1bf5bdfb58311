import { expect, it } from 'vitest'
import { contract } from '../../../../src/providers/aws/contract/contract.ts'

it.each([
  ['nodejs22.x', "const { S3Client } = require('@aws-sdk/client-s3')", ['@aws-sdk/client-s3@3']],
  ['nodejs22.x', 'import { x } from "@aws-sdk/lib-dynamodb/dist/x"', ['@aws-sdk/lib-dynamodb@3']],
  ['nodejs22.x', "import '@smithy/protocol-http'", ['@smithy/protocol-http']],
  ['nodejs22.x', "require('aws-sdk')", []],
  ['nodejs16.x', "require('aws-sdk/clients/s3'); require('@aws-sdk/client-s3')", ['aws-sdk@2']],
  ['nodejs22.x', "require('@aws-lambda-powertools/logger')", []],
  ['python3.12', 'import os\nimport boto3\n', ['boto3']],
  ['python3.12', 'def f():\n    from botocore.exceptions import ClientError\n', ['boto3']],
  ['python3.12', '# boto3 is not used\nimport boto3_stubs\n', []],
  ['provided.al2023', "require('@aws-sdk/client-s3')", []],
])('%s carries for %j', (runtime, source, names) => {
  expect(contract.carried?.(runtime, source)).toEqual(names)
})
