import type { ResourceType } from '../../../model/provider.ts'
import type { AwsClient } from '../client/client.ts'
import { alias } from './alias.ts'
import { bucket } from './bucket.ts'
import { bucketPolicy } from './bucket-policy.ts'
import { codeObject } from './code-object.ts'
import { deployment } from './deployment.ts'
import { lambdaFunction } from './function.ts'
import { httpApi } from './http-api.ts'
import { integration, route } from './http-part.ts'
import { httpStage } from './http-stage.ts'
import { logGroup } from './log-group.ts'
import { managedPolicy } from './managed-policy.ts'
import { permission } from './permission.ts'
import { policy } from './policy.ts'
import { restApi } from './rest-api.ts'
import { role } from './role.ts'
import { rule } from './rule.ts'
import { stage } from './stage.ts'
import { url } from './url.ts'
import { version } from './version.ts'

/** The kinds of resource that fnx deploys on AWS. */
export const resources: readonly ResourceType<AwsClient>[] = [
  alias,
  bucket,
  bucketPolicy,
  codeObject,
  deployment,
  httpApi,
  httpStage,
  integration,
  lambdaFunction,
  logGroup,
  managedPolicy,
  permission,
  policy,
  restApi,
  role,
  route,
  rule,
  stage,
  url,
  version,
]
