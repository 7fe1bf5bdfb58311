import type { Provider } from '../../model/provider.ts'
import { text } from '../../model/value.ts'
import { type AliyunClient, connect, regionOf } from './client.ts'
import { diagnose } from './diagnose.ts'
import { invoke } from './fc/invoke.ts'
import { services } from './services.ts'
import { logs } from './sls/logs.ts'
import { local } from './template-app.ts'

const mega = 1024 * 1024

/** Aliyun's Function Compute with what its functions need. */
export const provider: Provider<AliyunClient> = {
  name: 'aliyun',
  title: 'Aliyun',
  services,
  code: {
    // A zip in the call is base64 in JSON, which FC's gateway takes up to a few tens of MB.
    inlineLimit: 16 * mega,
    zipLimit: 500 * mega,
    unzippedLimit: 10_240 * mega,
    bucketType: 'ALIYUN::OSS::Bucket',
    bucketProperties: { AccessControl: 'private' },
    objectType: 'Fnx::CodeObject',
    reference: (bucket, key) => ({ OssBucketName: bucket, OssObjectName: key }),
  },
  concurrency: 8,
  settles: 10,
  regionOf,
  connect,
  diagnose,
  owned: async (client, whose) => (await import('./owned.ts')).owned(client, whose),
  local,
  endpoints: known =>
    Object.values(known).flatMap(({ logicalId, attributes }) => {
      const url = text(attributes.UrlInternet)
      return url === undefined ? [] : [{ logicalId, url }]
    }),
  functionType: 'ALIYUN::FC3::Function',
  invoke,
  logs,
}
