import type { Artifact } from '../../../src/model/artifact.ts'
import type { Input, Pace } from '../../../src/model/provider.ts'
import type { ResourceState } from '../../../src/model/state.ts'
import type { Properties } from '../../../src/model/value.ts'
import type { AwsClient } from '../../../src/providers/aws/client.ts'
import { connect } from '../../../src/providers/aws/connect.ts'
import { diagnose } from '../../../src/providers/aws/diagnose.ts'
import { openWire } from '../../../src/providers/aws/wire.ts'
import { typeTables } from '../../../src/template/schema/type-tables.ts'
import { root } from '../../support/fnx.ts'
import { quickPaceOf } from '../../support/quick-pace.ts'
import { serveWire, type WireServer, type WireServerOptions } from '../../support/wire-server.ts'

const wire = await openWire(typeTables(root, 'aws'))

/** Makes the pace of real runs with shorter waits. */
export function shortPace(): Pace {
  return quickPaceOf(diagnose)
}

/** Serves the wire of AWS for a test and reaches it through the real SDK. */
export async function awsCloud(
  options: WireServerOptions = {},
): Promise<WireServer & { readonly client: AwsClient }> {
  const server = await serveWire(wire, options)
  return Object.assign(server, { client: await reach(server.url) })
}

/** Connects to an endpoint as a run does that was given one. */
export async function reach(endpoint: string, pace = shortPace()): Promise<AwsClient> {
  const credentials = { id: 'local', secret: 'local' }
  const settings = { endpoint, credentials, environment: {}, home: '/nowhere', pace }
  return (await connect({ ...settings, region: 'eu-west-1' })).client
}

/** Makes an artifact of a zip that holds nothing but a comment. */
export function artifactOf(comment: string): Artifact {
  const text = Buffer.from(comment)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(text.length, 20)
  const bytes = Buffer.concat([end, text])
  const hash = text.toString('hex').padStart(64, '0')
  return { hash, size: bytes.length, unzipped: 0, file: '', read: async () => bytes }
}

/** The tags of one instance of a resource. */
export function tagsOf(instance: string): Readonly<Record<string, string>> {
  return { 'fnx:stack': 'shop', 'fnx:stage': 'dev', 'fnx:logical-id': 'Thing', 'fnx:instance': instance }
}

/** Makes what a create or an update is given. */
export function inputOf(name: string, properties: Properties, more: Partial<Input> = {}): Input {
  return { logicalId: 'Thing', name, tags: tagsOf('abcd1234'), properties, ...more }
}

/** Makes the state of a resource that a run left. */
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
