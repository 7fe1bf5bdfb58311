import type { Wire } from '../../model/operation.ts'
import { operationsOf } from '../../model/service.ts'
import { app } from './deployed-app.ts'
import { recognise } from './protocols/recognise.ts'
import { refuse } from './protocols/refuse.ts'
import { verify } from './protocols/signature.ts'
import { services } from './services.ts'

/** Opens the APIs of Aliyun that the local cloud answers. */
export async function openWire(): Promise<Wire> {
  return { cloud: 'aliyun', recognise, verify, operations: await operationsOf(services), refuse, app }
}
