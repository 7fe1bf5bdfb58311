import type {
  Operation,
  Recognised,
  Wire,
  WireErrorKind,
  WireReply,
  WireRequest,
} from '../../model/operation.ts'
import { deployedApp, nothingPublished, type Tables } from '../../model/service.ts'
import type { Value } from '../../model/value.ts'
import { localId } from './lambda/wire-invoke.ts'
import type { Fault } from './protocols/fault.ts'
import { formOf, queryRefusal } from './protocols/query.ts'
import { routeOf } from './protocols/rest.ts'
import type { AwsWire } from './protocols/service-wire.ts'
import { signedBy, verify } from './protocols/signature.ts'
import { targetRefusal } from './protocols/target.ts'
import { s3Operation } from './s3/wire-service.ts'
import { services } from './services.ts'

type Wires = ReadonlyMap<string, AwsWire>

/** Opens the APIs of AWS that the local cloud answers. */
export async function openWire(tables: Tables = nothingPublished): Promise<Wire> {
  const opened = Object.values(services).map(async ({ name, wire }) => [name, await wire(tables)] as const)
  const wires: Wires = new Map(await Promise.all(opened))
  const operations = [...wires.values()].flatMap(wire => wire.operations)
  const byName = new Map(operations.map(operation => [`${operation.service} ${operation.name}`, operation]))
  return {
    cloud: 'aws',
    idHeader: 'x-amzn-requestid',
    recognise: request => recognise(request, wires, byName),
    verify,
    operations,
    refuse: (request, recognised, kind) => refuse(request, { recognised, kind, wires }),
    app: store =>
      deployedApp(Object.values(services), [...wires.values()], { store, functionAt: functionIn }),
  }
}

// arn:aws:lambda:REGION:ACCOUNT:function:NAME, alone or inside the address of an integration.
function functionIn(uri: Value | undefined): string | undefined {
  const [, region, name] = /:lambda:([\w-]+):\d*:function:([\w-]+)/.exec(String(uri)) ?? []
  return region === undefined || name === undefined ? undefined : localId(region, name)
}

type Named = ReadonlyMap<string, Operation>

function recognise(request: WireRequest, wires: Wires, byName: Named): Recognised | undefined {
  const service = signedBy(request)?.service
  if (service === undefined) return undefined
  if (service === 's3') return named(byName, 's3', s3Operation(request))
  if (wires.get(service)?.forms) return named(byName, service, formOf(request).get('Action') ?? 'unknown')
  const target = request.headers['x-amz-target']
  if (target !== undefined) return named(byName, service, target.replace(/^.*\./, ''))
  return routed(request, pathOf(request), wires, service)
}

function pathOf({ url }: WireRequest): string {
  return new URL(url, 'http://local').pathname
}

/** Both kinds of APIs of API Gateway are signed for by one name. */
function routed({ method }: WireRequest, path: string, wires: Wires, signed: string): Recognised {
  const service = signed === 'apigateway' && path.startsWith('/v2/') ? 'apigatewayv2' : signed
  const found = routeOf(wires.get(service)?.routes ?? [], method, path)
  return found === undefined
    ? { service, operation: `${method} ${path}`, mutates: method !== 'GET' }
    : { service, operation: found.name, mutates: found.mutates }
}

function named(byName: Named, service: string, operation: string): Recognised {
  const found = byName.get(`${service} ${operation}`)
  return {
    service,
    operation,
    mutates: found?.mutates ?? !/^(Get|List|Describe|Head|HEAD|GET)/.test(operation),
  }
}

interface Refused {
  readonly recognised: Recognised
  readonly kind: WireErrorKind
  readonly wires: Wires
}

function refuse(request: WireRequest, { recognised, kind, wires }: Refused): WireReply {
  const { service, operation } = recognised
  const wire = wires.get(service)
  const found = faultFor({ service, operation, wire }, kind)
  if (wire !== undefined) return wire.refusal(found, request)
  return (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
    ? queryRefusal(service, found)
    : targetRefusal(found)
}

interface Asked {
  readonly service: string
  readonly operation: string
  readonly wire: AwsWire | undefined
}

function faultFor({ service, operation, wire }: Asked, kind: WireErrorKind): Fault {
  switch (kind) {
    case 'not-emulated':
      return {
        status: 501,
        code: 'NotImplemented',
        message: `The local cloud of fnx does not answer ${operation} of ${service}.`,
      }
    case 'throttled':
      return service === 's3'
        ? { status: 503, code: 'SlowDown', message: 'Please reduce your request rate.' }
        : { status: 429, code: wire?.throttled ?? 'ThrottlingException', message: 'Rate exceeded' }
    case 'internal':
      return { status: 500, code: 'InternalFailure', message: 'An internal error occurred.' }
    // Query and REST XML services say AccessDenied, JSON services AccessDeniedException:
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
    case 'denied':
      return {
        status: 403,
        code: service === 's3' || wire?.forms ? 'AccessDenied' : 'AccessDeniedException',
        message: `The local cloud was told to deny ${operation}.`,
      }
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
            : wire?.forms
              ? 'InvalidClientTokenId'
              : 'UnrecognizedClientException',
        message:
          'The security token included in the request is invalid. The key of the local cloud is `local`, and so is its secret.',
      }
  }
}
