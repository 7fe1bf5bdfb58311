import type { Wire } from '../../src/model/operation.ts'
import type { Cloud, Connection, Provider } from '../../src/model/provider.ts'
import { quickPaceOf } from '../support/quick-pace.ts'
import { serveWire } from '../support/wire-server.ts'

/** Requests of some work, each as one text. */
export interface Recorded {
  /** Those that change something. */
  readonly writes: readonly string[]
  /** All of them: what a thing is known by may stand in a question alone. */
  readonly all: string
}

/** A cloud that writes down each request that changes something, reached through the real client. */
export interface Recorder {
  readonly client: Connection<unknown>['client']
  readonly provider: Provider
  /** Runs some work and gives what it asked for, even where it ends in an error. */
  during(work: () => Promise<unknown>): Promise<Recorded>
}

/** What no cloud changes anything by; what is drawn by lot is no reading. */
const reads = /^(Get(?!RandomPassword)|List|Describe|Head|Query|Lookup)/

/** Serves a cloud for a test. */
export async function recorder(cloud: Cloud): Promise<Recorder> {
  const [wire, provider] = await Promise.all([cloud.wire(), cloud.provider()])
  const writes: string[] = []
  const all: string[] = []
  const recording: Wire = {
    ...wire,
    recognise(request) {
      const found = wire.recognise(request)
      const headers = Object.entries(request.headers).filter(([name]) =>
        /^(host|if-match|x-(cos|oss|amz)-(acl|tagging|storage|bucket-object-lock|transition-default))/.test(
          name,
        ),
      )
      const text = [
        found?.operation,
        request.url,
        JSON.stringify(headers),
        Buffer.from(request.body).toString(),
      ]
      all.push(text.join('\n'))
      if (found !== undefined && !reads.test(found.operation)) writes.push(steady(text.join('\n')))
      return found
    },
  }
  // Marks are what no description allows.
  const server = await serveWire(recording, { odd: true })
  const pace = quickPaceOf(error => provider.diagnose(error))
  const credentials = { id: 'local', secret: 'local' }
  const settings = { endpoint: server.url, credentials, environment: {}, home: '/nowhere', pace }
  const { client } = await provider.connect({ ...settings, region: cloud.defaultRegion })
  return {
    client,
    provider,
    async during(work) {
      writes.length = 0
      all.length = 0
      // A cloud may refuse a mark: what it was asked for until then has been seen.
      await work().catch(() => undefined)
      return { writes: [...writes], all: all.join('\n\n') }
    },
  }
}

/** Takes out what differs in each request: signatures, times and tokens. */
function steady(text: string): string {
  return text
    .replaceAll(/(Signature\w*|Timestamp|X-Amz-\w+|Date)=[^&\n]*/g, '')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,}/g, '')
}
