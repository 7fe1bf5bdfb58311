import { FnxError } from '../../model/diagnostic.ts'
import type { LogLine, Provider } from '../../model/provider.ts'
import { isRecord, list, record, text, type Value } from '../../model/value.ts'
import { type AliyunClient, connect } from './client.ts'
import { diagnose } from './diagnose.ts'
import { invoke } from './fc/invoke.ts'
import { services } from './services.ts'
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

async function logs(client: AliyunClient, name: string, since: Date): Promise<readonly LogLine[]> {
  if (client.endpoint === undefined) throw await elsewhere(client, name)
  const answer = (await client.local(`/_fnx/logs?function=${encodeURIComponent(name)}`)) as Value // JSON
  const lines = isRecord(answer) ? list(answer.lines ?? answer.logs) : list(answer)
  return lines
    .map(line => record(line))
    .map(({ time, text: line }, index) => {
      const at = new Date(Number(time))
      return { id: `${at.getTime()}-${index}`, time: at, text: text(line) ?? '' }
    })
    .filter(({ time }) => time >= since)
}

/** FC keeps no logs itself: it writes them to a store of the log service that the function names. */
async function elsewhere(client: AliyunClient, name: string): Promise<FnxError> {
  const { logConfig } = await client.call('fc', 'GetFunction', { functionName: name })
  const { project, logstore } = record(logConfig)
  if (!project || !logstore)
    return new FnxError({
      code: 'E6302',
      message: `Function ${name} keeps no logs, for it has no LogConfig.`,
      hint: 'Add LogConfig with Project and Logstore, and deploy again.',
    })
  return new FnxError({
    code: 'E6303',
    message: `The logs of ${name} are in log store ${text(logstore)} of project ${text(project)}, which fnx does not read yet.`,
    hint: `Open https://sls.console.aliyun.com/lognext/project/${text(project)}/logsearch/${text(logstore)}`,
  })
}
