import type { Wire } from '../../model/operation.ts'
import { deployedApp, type Tables, wiresOf } from '../../model/service.ts'
import { text } from '../../model/value.ts'
import { recognise } from './protocols/recognise.ts'
import { refuse } from './protocols/refuse.ts'
import { verify } from './protocols/signature.ts'
import { services } from './services.ts'

/** Opens the APIs of Aliyun that the local cloud answers. */
export async function openWire(tables?: Tables): Promise<Wire> {
  const wires = await wiresOf(services, tables)
  return {
    cloud: 'aliyun',
    idHeader: 'x-acs-request-id',
    recognise,
    verify,
    operations: wires.flatMap(({ operations }) => operations),
    refuse,
    app: store => deployedApp(services, wires, { store, functionAt: text }),
  }
}
