import type { ResourceType } from '../../model/provider.ts'
import type { AliyunClient } from './client.ts'
import { fn } from './fc/function.ts'
import { trigger } from './fc/trigger.ts'
import { bucket } from './oss/bucket.ts'
import { codeObject } from './oss/code-object.ts'
import { managedPolicy } from './ram/managed-policy.ts'
import { policyAttachment } from './ram/policy-attachment.ts'
import { role } from './ram/role.ts'

/** The types that fnx deploys on Aliyun. */
export const resources: readonly ResourceType<AliyunClient>[] = [
  fn,
  trigger,
  role,
  managedPolicy,
  policyAttachment,
  bucket,
  codeObject,
]
