import type { ResourceType } from '../../model/provider.ts'
import { deployment } from './api-gateway/deployment.ts'
import { restApi } from './api-gateway/rest-api.ts'
import { stage } from './api-gateway/stage.ts'
import { httpApi } from './api-gateway-v2/http-api.ts'
import { integration, route } from './api-gateway-v2/http-part.ts'
import { httpStage } from './api-gateway-v2/http-stage.ts'
import type { AwsClient } from './client.ts'
import { rule } from './events/rule.ts'
import { managedPolicy } from './iam/managed-policy.ts'
import { policy } from './iam/policy.ts'
import { role } from './iam/role.ts'
import { alias } from './lambda/alias.ts'
import { lambdaFunction } from './lambda/function.ts'
import { permission } from './lambda/permission.ts'
import { url } from './lambda/url.ts'
import { version } from './lambda/version.ts'
import { logGroup } from './logs/log-group.ts'
import { bucket } from './s3/bucket.ts'
import { bucketPolicy } from './s3/bucket-policy.ts'
import { codeObject } from './s3/code-object.ts'

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
