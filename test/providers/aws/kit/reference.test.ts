import { describe, expect, it } from 'vitest'
import { readReference } from '../../../../src/providers/aws/kit/reference.ts'

const arn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf'

describe('readReference()', () => {
  it.each([
    ['{{resolve:ssm:size}}', { service: 'ssm', name: 'size' }],
    ['{{resolve:ssm:/app/size:3}}', { service: 'ssm', name: '/app/size:3' }],
    ['{{resolve:ssm-secure:key:1}}', { service: 'ssm-secure', name: 'key:1' }],
    [
      '{{resolve:ssm:arn:aws:ssm:eu-west-1:123456789012:parameter/a:2}}',
      { service: 'ssm', name: 'arn:aws:ssm:eu-west-1:123456789012:parameter/a:2' },
    ],
    ['{{resolve:secretsmanager:db}}', { service: 'secretsmanager', id: 'db' }],
    ['{{resolve:secretsmanager:db:SecretString}}', { service: 'secretsmanager', id: 'db' }],
    ['{{resolve:secretsmanager:db:SecretString:user}}', { service: 'secretsmanager', id: 'db', key: 'user' }],
    [
      '{{resolve:secretsmanager:db:::AWSPREVIOUS}}',
      { service: 'secretsmanager', id: 'db', stage: 'AWSPREVIOUS' },
    ],
    [
      `{{resolve:secretsmanager:${arn}:SecretString:user::0a1b}}`,
      { service: 'secretsmanager', id: arn, key: 'user', version: '0a1b' },
    ],
  ])('reads %s', (text, wanted) => expect(readReference(text)).toEqual(wanted))

  it.each([
    '{{resolve:ssm:}}',
    '{{resolve:ssm:size:latest}}',
    '{{resolve:vault:size}}',
    '{{resolve:secretsmanager:db:SecretBinary}}',
    '{{resolve:secretsmanager:db:SecretString:k:AWSCURRENT:0a1b}}',
    '{{ resolve:ssm:size }}',
  ])('does not know %s', text => expect(readReference(text)).toBeUndefined())
})
