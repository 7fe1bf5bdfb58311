import type { ResourceType } from '../../model/provider.ts'
import { role } from './cam/role.ts'
import type { TencentClient } from './client.ts'
import { bucket } from './cos/bucket.ts'
import { codeObject } from './cos/code-object.ts'
import { scfFunction } from './scf/function.ts'
import { namespace } from './scf/namespace.ts'
import { trigger } from './scf/trigger.ts'

/** The table of resource types that fnx deploys to Tencent Cloud. */
export const resources: readonly ResourceType<TencentClient>[] = [
  namespace,
  scfFunction,
  trigger,
  role,
  bucket,
  codeObject,
]
