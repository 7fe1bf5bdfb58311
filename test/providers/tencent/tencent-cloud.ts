import type { Artifact } from '../../../src/model/artifact.ts'
import type { Input, Pace } from '../../../src/model/provider.ts'
import type { ResourceState } from '../../../src/model/state.ts'
import type { Properties } from '../../../src/model/value.ts'
import type { TencentClient } from '../../../src/providers/tencent/client.ts'
import { connect } from '../../../src/providers/tencent/connect.ts'
import { diagnose } from '../../../src/providers/tencent/diagnose.ts'
import { openWire } from '../../../src/providers/tencent/wire.ts'
import { quickPaceOf } from '../../support/quick-pace.ts'
import { serveWire, type WireServer, type WireServerOptions } from '../../support/wire-server.ts'

const wire = await openWire()

/** Makes a pace that waits as long as it must and no longer. */
export function quickPace(): Pace {
  return quickPaceOf(diagnose)
}

/** Starts a Tencent cloud for a test and reaches it through the real SDKs. */
export async function tencentCloud(
  options: WireServerOptions = {},
): Promise<WireServer & { readonly client: TencentClient }> {
  const server = await serveWire(wire, options)
  const { client } = await connect({
    endpoint: server.url,
    credentials: { id: 'local', secret: 'local' },
    environment: {},
    home: '/nowhere',
    pace: quickPace(),
  })
  return Object.assign(server, { client })
}

/** Makes an artifact of a zip with nothing in it. */
export function artifactOf(content = ''): Artifact {
  const bytes = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18), Buffer.from(content)])
  return {
    hash: Buffer.from(content).toString('hex').padStart(64, '0'),
    size: bytes.byteLength,
    unzipped: 0,
    file: '',
    read: async () => bytes,
  }
}

/** Makes what a create is given. */
export function inputOf(name: string, properties: Properties, more: Partial<Input> = {}): Input {
  return {
    logicalId: 'Thing',
    name,
    tags: {
      'fnx:stack': 'shop',
      'fnx:stage': 'dev',
      'fnx:logical-id': 'Thing',
      'fnx:instance': 'abcd1234',
    },
    properties,
    ...more,
  }
}

/** Makes the state that a create leaves. */
export function stateOf(type: string, physicalId: string, input: Input): ResourceState {
  return {
    logicalId: input.logicalId,
    type,
    physicalId,
    name: input.name,
    instance: input.tags['fnx:instance'] ?? '',
    properties: input.properties,
    attributes: {},
    dependsOn: [],
    deletionPolicy: 'Delete',
    status: 'ready',
    since: '2026-01-01T00:00:00.000Z',
  }
}
