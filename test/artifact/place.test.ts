import { describe, expect, it } from 'vitest'
import { placeCode } from '../../src/artifact/place.ts'
import type { Artifact } from '../../src/model/artifact.ts'
import type { Resource, Stack } from '../../src/model/stack.ts'
import { codeStorage, functionSpec } from '../support/code.ts'

const artifact = (hash: string, size: number): Artifact => ({
  hash: hash.repeat(64),
  size,
  unzipped: size,
  file: '',
  read: async () => Buffer.alloc(0),
})

const resource = (logicalId: string): Resource => ({
  logicalId,
  type: 'Test::Function',
  properties: { Timeout: 3, Code: './code' },
  dependsOn: ['Role'],
  deletionPolicy: 'Delete',
  metadata: {},
  origin: ['Resources', logicalId],
})

const stack: Stack = {
  name: 'shop',
  provider: 'aws',
  resources: { Role: resource('Role'), Hello: resource('Hello'), Other: resource('Other') },
  outputs: [],
}

const specs = ['Hello', 'Other'].map(id => functionSpec({ id }))
const place = (artifacts: readonly (readonly [string, Artifact])[]) =>
  placeCode(stack, specs, new Map(artifacts), codeStorage()).resources

describe('placeCode()', () => {
  it('puts small code into the call and adds nothing', () => {
    const resources = place([['Hello', artifact('a', 1000)]])
    expect(Object.keys(resources)).toEqual(['Role', 'Hello', 'Other'])
    expect(resources.Hello?.properties).toEqual({ Timeout: 3, Code: { 'Fnx::Artifact': 'a'.repeat(64) } })
    expect(resources.Other).toBe(stack.resources.Other)
  })

  it('puts large code into an object of a bucket, which come before the function', () => {
    const resources = place([['Hello', artifact('a', 1001)]])
    const key = `${'a'.repeat(64)}.zip`
    expect(resources.Hello?.properties.Code).toEqual({ Bucket: { Ref: 'FnxCode' }, Key: key })
    expect(resources.Hello?.dependsOn).toEqual(['FnxCode', 'FnxCodeaaaaaaaaaaaa', 'Role'])
    expect(resources.FnxCode).toMatchObject({
      type: 'Test::Bucket',
      properties: { Encrypted: true },
      dependsOn: [],
    })
    expect(resources.FnxCodeaaaaaaaaaaaa).toMatchObject({
      type: 'Test::Object',
      properties: { Bucket: { Ref: 'FnxCode' }, Key: key, Artifact: { 'Fnx::Artifact': 'a'.repeat(64) } },
      dependsOn: ['FnxCode'],
      origin: ['Resources', 'Hello'],
    })
  })

  it('tells a published version of which code it is', () => {
    const version = {
      ...resource('V1'),
      type: 'Test::Version',
      properties: { FunctionName: { Ref: 'Hello' } },
    }
    const published = { ...stack, resources: { ...stack.resources, V1: version } }
    const storage = { ...codeStorage(), versionType: 'Test::Version' }
    const placed = placeCode(published, specs, new Map([['Hello', artifact('a', 1000)]]), storage)
    expect(placed.resources.V1?.properties).toEqual({ ...version.properties, 'Fnx::Code': 'a'.repeat(64) })
  })

  it('uploads code that functions share once', () => {
    const shared = artifact('a', 5000)
    const resources = place([
      ['Hello', shared],
      ['Other', shared],
    ])
    expect(Object.keys(resources)).toEqual(['Role', 'Hello', 'Other', 'FnxCode', 'FnxCodeaaaaaaaaaaaa'])
  })

  it('leaves a function alone whose code is not packaged', () => {
    expect(place([])).toEqual(stack.resources)
  })
})
