import { describe, expect, it } from 'vitest'
import type { TypeTable } from '../../src/model/dialect.ts'
import type { Stack } from '../../src/model/stack.ts'
import type { ResourceState } from '../../src/model/state.ts'
import {
  genericName,
  goingGeneric,
  identifierOf,
  isGeneric,
  rerouted,
  templateName,
} from '../../src/model/way.ts'

const photos: ResourceState = {
  logicalId: 'Photos',
  type: 'AWS::S3::Bucket',
  physicalId: 'photos-1',
  name: 'photos-1',
  instance: 'abcd1234',
  properties: {},
  attributes: { Arn: 'arn:aws:s3:::photos-1' },
  dependsOn: [],
  deletionPolicy: 'Delete',
  status: 'ready',
  since: '2026-01-01T00:00:00.000Z',
}

const stack: Stack = {
  name: 'shop',
  provider: 'aws',
  outputs: [],
  resources: {
    Photos: {
      logicalId: 'Photos',
      type: 'AWS::S3::Bucket',
      properties: { AccessControl: 'Private' },
      dependsOn: [],
      deletionPolicy: 'Delete',
      metadata: {},
      origin: [],
    },
  },
}

const tableOf = (identifier: readonly string[]) => () => ({ identifier }) as unknown as TypeTable // nothing else is read
const generic = goingGeneric(stack, new Set(['Photos']))

it('names a type for the way that its resource goes, and back', () => {
  const name = genericName('AWS::S3::Bucket')
  expect(isGeneric(name)).toBe(true)
  expect(isGeneric('AWS::S3::Bucket')).toBe(false)
  expect(genericName(name)).toBe(name)
  expect(templateName(name)).toBe('AWS::S3::Bucket')
})

describe('rerouted()', () => {
  it('keeps the thing, its instance and all that is known of it', () => {
    const moved = rerouted({ resources: { Photos: photos } }, generic, tableOf(['BucketName']))
    expect(moved).toEqual([{ ...photos, type: genericName('AWS::S3::Bucket') }])
  })

  it('changes nothing of what stays on its way, is new, or went so before', () => {
    const before = { ...photos, type: genericName(photos.type) }
    expect(rerouted({ resources: { Photos: photos } }, stack, tableOf(['BucketName']))).toEqual([])
    expect(rerouted({ resources: {} }, generic, tableOf(['BucketName']))).toEqual([])
    expect(rerouted({ resources: { Photos: before } }, generic, tableOf(['BucketName']))).toEqual([])
  })
})

it.each([
  ['the name that both ways have', 'photos-1', {}, ['BucketName'], 'photos-1'],
  ['an attribute', 'shop|live', { AliasArn: 'arn:aws:lambda:alias' }, ['AliasArn'], 'arn:aws:lambda:alias'],
  ['several attributes', 'abc|dev', { ApiId: 'abc', Id: '1' }, ['ApiId', 'Id'], 'abc|1'],
  ['nothing where an ARN is wanted and a name is known', 'photos-1', {}, ['Arn'], undefined],
  ['nothing where a name is wanted and an ARN is known', 'arn:aws:x', {}, ['Name'], undefined],
  ['nothing where a part is not known', 'abc|1', { ApiId: 'abc' }, ['ApiId', 'Id'], undefined],
  ['nothing of what has no identifier', 'abc', {}, [], undefined],
])('identifierOf() takes %s', (_, physicalId, attributes, identifier, expected) => {
  expect(identifierOf({ physicalId, attributes, properties: {} }, identifier)).toBe(expected)
})
