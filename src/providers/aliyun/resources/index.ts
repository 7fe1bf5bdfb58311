import type { ResourceType } from '../../../model/provider.ts'
import type { AliyunClient } from '../client.ts'
import { bucket } from './bucket.ts'
import { codeObject } from './code-object.ts'
import { fn } from './function.ts'
import { managedPolicy } from './managed-policy.ts'
import { policyAttachment } from './policy-attachment.ts'
import { role } from './role.ts'
import { trigger } from './trigger.ts'

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
