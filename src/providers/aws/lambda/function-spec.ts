import type { World } from '../../../model/dialect.ts'
import type { CodeSource, FunctionSpec } from '../../../model/stack.ts'
import type { Properties } from '../../../model/value.ts'
import { list, record } from '../../../model/value.ts'

/** What tells one function from others, and where its code is. */
export interface FunctionPlace {
  readonly id: string
  readonly name: string
  readonly world: Pick<World, 'account' | 'region'>
  readonly code?: CodeSource
  readonly concurrency?: number
}

/** Makes what the local cloud runs from the settings of a function, which the template and the API write alike. */
export function functionSpec(settings: Properties, place: FunctionPlace): FunctionSpec {
  const [architecture] = list(settings.Architectures)
  const variables = record(record(settings.Environment).Variables)
  return {
    id: place.id,
    name: place.name,
    provider: 'aws',
    runtime: String(settings.Runtime ?? ''),
    handler: String(settings.Handler ?? ''),
    environment: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)])),
    timeout: Number(settings.Timeout ?? 3),
    memory: Number(settings.MemorySize ?? 128),
    region: place.world.region,
    account: place.world.account,
    ...(architecture === 'arm64' || architecture === 'x86_64' ? { architecture } : {}),
    ...(place.code === undefined ? {} : { code: place.code }),
    ...(place.concurrency === undefined ? {} : { concurrency: place.concurrency }),
  }
}
