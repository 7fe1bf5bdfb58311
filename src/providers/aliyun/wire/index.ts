import type { Wire } from '../../../model/operation.ts'
import { app } from './app.ts'
import { buckets } from './buckets.ts'
import { functions } from './functions.ts'
import { identity } from './identity.ts'
import { objects } from './objects.ts'
import { policies } from './policies.ts'
import { recognise } from './recognise.ts'
import { refuse } from './refuse.ts'
import { roles } from './roles.ts'
import { verify } from './signature.ts'
import { triggers } from './triggers.ts'

/** Aliyun's own APIs, as the local cloud answers them. */
export const wire: Wire = {
  cloud: 'aliyun',
  recognise,
  verify,
  operations: [...functions, ...triggers, ...roles, ...policies, ...identity, ...buckets, ...objects],
  refuse,
  app,
}
