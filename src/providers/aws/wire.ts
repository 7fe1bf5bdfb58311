import type {
  Operation,
  Recognised,
  Wire,
  WireReply,
  WireRequest,
  WireTrouble,
} from '../../model/operation.ts'
import { gatewayRefusal, restApis } from './api-gateway/wire-apis.ts'
import { restStages } from './api-gateway/wire-stages.ts'
import { httpApis } from './api-gateway-v2/wire.ts'
import { stackExports } from './cloudformation/wire.ts'
import { app } from './deployed-app.ts'
import { ec2Refusal, zones } from './ec2/wire.ts'
import { rules } from './events/wire.ts'
import { policies } from './iam/wire-policies.ts'
import { roles } from './iam/wire-roles.ts'
import { functionAccess } from './lambda/wire-access.ts'
import { functions } from './lambda/wire-functions.ts'
import { invocations } from './lambda/wire-invoke.ts'
import { lambdaRefusal } from './lambda/wire-service.ts'
import { versions } from './lambda/wire-versions.ts'
import { logGroups } from './logs/wire.ts'
import type { Fault } from './protocols/fault.ts'
import { formOf, queryRefusal } from './protocols/query.ts'
import type { RestOperation } from './protocols/rest.ts'
import { routeOf } from './protocols/rest.ts'
import { signedBy, verify } from './protocols/signature.ts'
import { targetRefusal } from './protocols/target.ts'
import { buckets } from './s3/wire-buckets.ts'
import { objects } from './s3/wire-objects.ts'
import { s3Operation, s3Refusal } from './s3/wire-service.ts'
import { secrets } from './secrets-manager/wire.ts'
import { parameters } from './ssm/wire.ts'
import { identity } from './sts/wire.ts'

const lambda: readonly RestOperation[] = [...functions, ...versions, ...functionAccess, ...invocations]
const gateway: readonly RestOperation[] = [...restApis, ...restStages]
const operations: readonly Operation[] = [
  ...lambda,
  ...gateway,
  ...httpApis,
  ...roles,
  ...policies,
  ...identity,
  ...buckets,
  ...objects,
  ...logGroups,
  ...rules,
  ...parameters,
  ...secrets,
  ...stackExports,
  ...zones,
]

/** The APIs of AWS that the local cloud answers. */
export const wire: Wire = { cloud: 'aws', recognise, verify, operations, refuse, app }

/** Services whose calls are forms and whose answers are XML. */
const forms: readonly string[] = ['iam', 'sts', 'cloudformation', 'ec2']

function recognise(request: WireRequest): Recognised | undefined {
  const service = signedBy(request)?.service
  if (service === undefined) return undefined
  if (service === 's3') return named('s3', s3Operation(request))
  if (forms.includes(service)) return named(service, formOf(request).get('Action') ?? 'unknown')
  const target = request.headers['x-amz-target']
  if (target !== undefined) return named(service, target.replace(/^.*\./, ''))
  return recogniseRest(service, request)
}

function recogniseRest(service: string, { method, url }: WireRequest): Recognised {
  const path = new URL(url, 'http://local').pathname
  if (service === 'lambda') return routed('lambda', lambda, { method, path })
  if (service !== 'apigateway') return named(service, `${method} ${path}`)
  return path.startsWith('/v2/')
    ? routed('apigatewayv2', httpApis, { method, path })
    : routed('apigateway', gateway, { method, path })
}

function routed(
  service: string,
  table: readonly RestOperation[],
  { method, path }: { readonly method: string; readonly path: string },
): Recognised {
  const found = routeOf(table, method, path)
  return found === undefined
    ? { service, operation: `${method} ${path}`, mutates: method !== 'GET' }
    : { service, operation: found.name, mutates: found.mutates }
}

const byName = new Map(operations.map(operation => [`${operation.service} ${operation.name}`, operation]))

function named(service: string, operation: string): Recognised {
  const found = byName.get(`${service} ${operation}`)
  return {
    service,
    operation,
    mutates: found?.mutates ?? !/^(Get|List|Describe|Head|HEAD|GET)/.test(operation),
  }
}

function refuse(request: WireRequest, { service, operation }: Recognised, trouble: WireTrouble): WireReply {
  const found = faultFor(service, operation, trouble)
  switch (service) {
    case 'lambda':
      return lambdaRefusal(found)
    case 'apigateway':
    case 'apigatewayv2':
      return gatewayRefusal(found)
    case 'iam':
    case 'sts':
    case 'cloudformation':
      return queryRefusal(service, found)
    case 'ec2':
      return ec2Refusal(found)
    case 's3':
      return s3Refusal(request, found)
    default:
      return (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
        ? queryRefusal(service, found)
        : targetRefusal(found)
  }
}

function faultFor(service: string, operation: string, trouble: WireTrouble): Fault {
  switch (trouble) {
    case 'not-emulated':
      return {
        status: 501,
        code: 'NotImplemented',
        message: `The local cloud of fnx does not answer ${operation} of ${service}.`,
      }
    case 'throttled':
      return service === 's3'
        ? { status: 503, code: 'SlowDown', message: 'Please reduce your request rate.' }
        : { status: 429, code: throttles[service] ?? 'ThrottlingException', message: 'Rate exceeded' }
    case 'internal':
      return { status: 500, code: 'InternalFailure', message: 'An internal error occurred.' }
    case 'role-not-assumable':
      return {
        status: 400,
        code: 'InvalidParameterValueException',
        message: 'The role defined for the function cannot be assumed by Lambda.',
      }
    case 'bad-signature':
      return {
        status: 403,
        code: service === 's3' ? 'SignatureDoesNotMatch' : 'InvalidSignatureException',
        message:
          'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
      }
    case 'unknown-key':
      return {
        status: 403,
        code:
          service === 's3'
            ? 'InvalidAccessKeyId'
            : forms.includes(service)
              ? 'InvalidClientTokenId'
              : 'UnrecognizedClientException',
        message:
          'The security token included in the request is invalid. The key of the local cloud is `local`, and so is its secret.',
      }
  }
}

const throttles: Readonly<Record<string, string>> = {
  lambda: 'TooManyRequestsException',
  apigateway: 'TooManyRequestsException',
  apigatewayv2: 'TooManyRequestsException',
  iam: 'Throttling',
  sts: 'Throttling',
  cloudformation: 'Throttling',
  ec2: 'RequestLimitExceeded',
}
