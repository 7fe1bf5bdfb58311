import { expect, it } from 'vitest'
import { dynamicReferences, withReferences } from '../../src/model/dynamic-reference.ts'

it('dynamicReferences() lists each whole reference once, at any depth', () => {
  const value = {
    a: ['x{{resolve:ssm:one}}y{{resolve:ssm:two:3}}', '{{resolve:ssm:one}}'],
    b: { 'Fn::Sub': '{{resolve:ssm:${Name}}}-{{resolve:secretsmanager:s:SecretString:k}}' },
    c: '{{resolve:ssm:open',
  }
  expect(dynamicReferences(value)).toEqual([
    '{{resolve:ssm:one}}',
    '{{resolve:ssm:two:3}}',
    '{{resolve:secretsmanager:s:SecretString:k}}',
  ])
})

it('withReferences() fills in all or nothing, once', () => {
  const answers = { '{{resolve:ssm:a}}': '{{resolve:ssm:b}}$&', '{{resolve:ssm:b}}': 'x' }
  expect(withReferences('{{resolve:ssm:a}}{{resolve:ssm:b}}', answers)).toBe('{{resolve:ssm:b}}$&x')
  expect(withReferences('{{resolve:ssm:a}}{{resolve:ssm:c}}', answers)).toBeUndefined()
})
