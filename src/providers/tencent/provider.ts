import type { Provider } from '../../model/provider.ts'
import type { Value } from '../../model/value.ts'
import { text } from '../../model/value.ts'
import type { TencentClient } from './client.ts'
import { connect } from './connect.ts'
import { diagnose } from './diagnose.ts'
import { findRegion } from './region.ts'
import { invoke } from './scf/invoke.ts'
import { logs } from './scf/logs.ts'
import { services } from './services.ts'
import { local } from './template-app.ts'

const megabyte = 1024 * 1024

/** Tencent Cloud: functions of SCF with their triggers, roles of CAM, buckets of COS. */
export const provider: Provider<TencentClient> = {
  name: 'tencent',
  title: 'Tencent Cloud',
  services,
  code: {
    // a signed call takes 10 MB, and the zip goes into it as base64
    inlineLimit: 7 * megabyte,
    zipLimit: 500 * megabyte,
    unzippedLimit: 500 * megabyte,
    bucketType: 'TencentCloud::COS::Bucket',
    bucketProperties: {},
    objectType: 'Fnx::CodeObject',
    reference: (bucket: Value, key: string) => ({ CosBucketName: bucket, CosObjectName: `/${key}` }),
  },
  concurrency: 8,
  settles: 10,
  regionOf: findRegion,
  connect,
  diagnose,
  owned: async (client, whose) => (await import('./owned.ts')).owned(client, whose),
  local,
  endpoints: resources =>
    Object.values(resources).flatMap(({ logicalId, attributes }) => {
      const url = text(attributes.Url)
      return url === undefined ? [] : [{ logicalId, url }]
    }),
  functionType: 'TencentCloud::SCF::Function',
  invoke,
  logs,
}
