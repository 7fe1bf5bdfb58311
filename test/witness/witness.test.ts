import { describe, expect, it } from 'vitest'
import type { Service } from '../../src/model/provider.ts'
import { nothingPublished } from '../../src/model/service.ts'
import { clouds } from '../../src/providers/index.ts'
import { lacks } from '../support/needs.ts'
import { aliyunCall } from './alicloud.ts'
import { awsCall } from './botocore.ts'
import { differences } from './described.ts'
import { packageFolder } from './python-package.ts'
import { tencentCall } from './tccli.ts'
import { testimonyOf } from './witness.ts'

const described: Readonly<Record<string, (service: string, operation: string) => unknown>> = {
  aws: awsCall,
  aliyun: aliyunCall,
  tencent: tencentCall,
}

/** Services whose owner publishes no description for machines: there the owner's SDKs, which read the answers, are the witness. */
const undescribed = ['oss', 'sls', 'cos']

const hasAws = !lacks('botocore (PyPI)', packageFolder('botocore') !== undefined)
const hasTencent = !lacks('tccli (PyPI)', packageFolder('tccli') !== undefined)
const present: Readonly<Record<string, boolean>> = { aws: hasAws, tencent: hasTencent, aliyun: true }

describe.each(clouds.map(cloud => [cloud.name, cloud] as const))('the local cloud of %s', (name, cloud) => {
  it.skipIf(!present[name])('answers operations that the owner describes, and no others', async () => {
    const { operations } = await cloud.wire()
    const own = operations.filter(({ service }) => !undescribed.includes(service))
    const unknown = own
      .filter(({ service, name: operation }) => described[name]?.(service, operation) === undefined)
      .map(({ service, name: operation }) => `${service} ${operation}`)
    process.stdout.write(
      `${name}: ${own.length} operations described, ${operations.length - own.length} of services without a description\n`,
    )
    expect(unknown).toEqual([])
  })

  it('names the page that each of its operations follows', async () => {
    const { services } = await cloud.provider()
    const answered = await Promise.all(
      services.map(async service => {
        const { operations } = (await service.wire?.(nothingPublished)) ?? { operations: [] }
        return operations.map(operation => [
          `${service.name} ${operation.name}`,
          pageOf(service, operation.name),
        ])
      }),
    )
    const pages = answered.flat()
    process.stdout.write(`${name}: ${pages.length} operations with their pages\n`)
    expect(pages.filter(([, page]) => page === undefined)).toEqual([])
    expect(pages.filter(([, page]) => !ownPage.test(String(page)))).toEqual([])
    expect(new Set(pages.map(([, page]) => page)).size).toBe(pages.length)
  })
})

/** Pages of the three owners, with the operation filled in. */
const ownPage = /^https:\/\/(docs\.aws\.amazon|api\.aliyun|(console\.)?cloud\.tencent)\.com\/[\w/.?=&-]+$/

function pageOf({ reference }: Service, operation: string): string | undefined {
  if (typeof reference === 'string') return reference.replace('{operation}', operation)
  return reference?.[operation]
}

describe('differences()', () => {
  it.skipIf(!hasAws)(
    'finds what no description allows: members, kinds, choices, patterns, what is required',
    () => {
      const { input } = awsCall('events', 'PutRule') ?? { input: { kind: 'any' as const } }
      expect(
        differences({ Name: 'a b', State: 'on', Tags: [{ Key: 1, Value: 'x' }], Nmae: 1 }, input),
      ).toEqual([
        expect.stringMatching(/^Name: "a b" does not match/),
        expect.stringMatching(/^State: "on" is none of/),
        'Tags[0].Key: a number where a text is due',
        'Nmae: is not described',
      ])
      expect(differences({}, input)).toEqual(['Name: is required'])
    },
  )

  it('reads forms and JSON of Aliyun', () => {
    const exchange = (body: string, answer: string) => ({
      cloud: 'aliyun',
      recognised: { service: 'ram', operation: 'CreateRole', mutates: true },
      request: { method: 'POST', url: '/?Action=CreateRole', headers: {}, body: Buffer.from(body) },
      reply: { status: 200, headers: { 'content-type': 'application/json' }, body: answer },
    })
    const good = exchange('RoleName=a&Tag.1.Key=k&Tag.1.Value=v', '{"RequestId":"r","Role":{"RoleName":"a"}}')
    expect(testimonyOf(good)?.differences).toEqual([])
    const bad = exchange('RolName=a', '{"Role":{"Name":"a"}}')
    expect(testimonyOf(bad)?.differences).toEqual([
      'aliyun ram CreateRole request RolName: is not described',
      'aliyun ram CreateRole answer Role.Name: is not described',
    ])
  })
})
