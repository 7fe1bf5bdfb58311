import type { Wire } from '../../model/operation.ts'
import { app } from './deployed-app.ts'
import { functions } from './fc/wire-functions.ts'
import { triggers } from './fc/wire-triggers.ts'
import { buckets } from './oss/wire-buckets.ts'
import { objects } from './oss/wire-objects.ts'
import { recognise } from './protocols/recognise.ts'
import { refuse } from './protocols/refuse.ts'
import { verify } from './protocols/signature.ts'
import { policies } from './ram/wire-policies.ts'
import { roles } from './ram/wire-roles.ts'
import { identity } from './sts/wire.ts'

/** Aliyun's own APIs, as the local cloud answers them. */
export const wire: Wire = {
  cloud: 'aliyun',
  recognise,
  verify,
  operations: [...functions, ...triggers, ...roles, ...policies, ...identity, ...buckets, ...objects],
  refuse,
  app,
}
