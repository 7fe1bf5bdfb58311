import type { ResourceType } from '../../../model/provider.ts'
import type { TencentClient } from '../client/client.ts'
import { bucket } from './bucket.ts'
import { codeObject } from './code-object.ts'
import { scfFunction } from './function.ts'
import { namespace } from './namespace.ts'
import { role } from './role.ts'
import { trigger } from './trigger.ts'

/** The table of resource types that fnx deploys to Tencent Cloud. */
export const resources: readonly ResourceType<TencentClient>[] = [
  namespace,
  scfFunction,
  trigger,
  role,
  bucket,
  codeObject,
]
