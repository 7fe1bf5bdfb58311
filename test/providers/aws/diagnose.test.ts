import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { FnxError } from '../../../src/model/diagnostic.ts'
import type { ErrorKind } from '../../../src/model/error-kind.ts'
import type { Pace } from '../../../src/model/provider.ts'
import { createSend } from '../../../src/providers/aws/client.ts'
import type { CallName, ServiceName } from '../../../src/providers/aws/clients.ts'
import { diagnose } from '../../../src/providers/aws/diagnose.ts'
import { foreign } from '../../../src/providers/kit/ownership.ts'

/** Sends each call once, as it is. */
const plain: Pace = {
  attempt: send => send(),
  until: async () => {
    throw new Error('nothing is waited for here')
  },
  within: (_circumstances, work) => work(),
  exclusive: (_key, work) => work(),
}

async function answering(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => answer(response))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on a port
}

async function kindOf<S extends ServiceName>(
  endpoint: string,
  service: S,
  name: CallName<S>,
  input: Readonly<Record<string, unknown>>,
) {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const call = createSend(plain, { region: 'us-east-1', endpoint, credentials, maxAttempts: 1 })
  return diagnose(
    await call(service, name, input).then(
      () => 'no error',
      error => error,
    ),
  )
}

interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
}

const json = (code: string, message: string, status = 400): Reply => ({
  status,
  headers: { 'x-amzn-errortype': code },
  body: JSON.stringify({ message }),
})
const query = (code: string, message: string, status = 400): Reply => ({
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
})
const html: Reply = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' }

const answers: readonly (readonly [string, ErrorKind, 'lambda' | 'iam', Reply])[] = [
  [
    'a role that is not seen yet',
    'propagating',
    'lambda',
    json('InvalidParameterValueException', 'The role defined for the function cannot be assumed by Lambda.'),
  ],
  [
    'a change under way',
    'busy',
    'lambda',
    json('ResourceConflictException', 'An update is in progress for resource: x', 409),
  ],
  [
    'a name that is taken',
    'exists',
    'lambda',
    json('ResourceConflictException', 'Function already exist: x', 409),
  ],
  ['a wrong value', 'invalid', 'lambda', json('InvalidParameterValueException', 'Unsupported runtime')],
  [
    'a thing that is not there',
    'missing',
    'lambda',
    json('ResourceNotFoundException', 'Function not found: x', 404),
  ],
  ['too many calls', 'throttled', 'lambda', json('TooManyRequestsException', 'Rate exceeded', 429)],
  [
    'a call that is not allowed',
    'denied',
    'lambda',
    json('AccessDeniedException', 'User x is not authorized to perform: y', 403),
  ],
  ['a failure inside', 'transport', 'lambda', json('ServiceException', 'Internal error', 500)],
  ['a page instead of JSON', 'transport', 'lambda', html],
  ['a page with an error', 'transport', 'lambda', { ...html, status: 502 }],
  ['an empty error', 'transport', 'lambda', { status: 503, body: '' }],
  [
    'a taken name in XML',
    'exists',
    'iam',
    query('EntityAlreadyExists', 'Role with name x already exists.', 409),
  ],
  [
    'a missing thing in XML',
    'missing',
    'iam',
    query('NoSuchEntity', 'The role with name x cannot be found.', 404),
  ],
  [
    'a principal that is not seen yet',
    'propagating',
    'iam',
    query('MalformedPolicyDocument', 'Invalid principal in policy: x'),
  ],
  ['a policy that is none', 'invalid', 'iam', query('MalformedPolicyDocument', 'Syntax errors in policy.')],
  ['throttling in XML', 'throttled', 'iam', query('Throttling', 'Rate exceeded', 400)],
  ['an unknown key', 'denied', 'iam', query('InvalidClientTokenId', 'The security token is invalid', 403)],
  ['a page instead of XML', 'transport', 'iam', { ...html, status: 502 }],
]

describe('diagnose()', () => {
  it.each(answers)('takes %s for %s (%s)', async (_what, kind, service, { status, headers, body }) => {
    const endpoint = await answering(response => response.writeHead(status, headers).end(body))
    const found =
      service === 'lambda'
        ? await kindOf(endpoint, 'lambda', 'GetFunction', { FunctionName: 'x' })
        : await kindOf(endpoint, 'iam', 'GetRole', { RoleName: 'x' })
    expect(found.kind).toBe(kind)
    expect(found.diagnostic.message).toMatch(/^AWS: .+\.$/)
  })

  it('takes a line that breaks for transport', async () => {
    const endpoint = await answering(response => response.socket?.destroy())
    const { kind } = await kindOf(endpoint, 's3', 'HeadBucket', { Bucket: 'x' })
    expect(kind).toBe('transport')
  })

  it('says what to check when nothing listens', async () => {
    const { kind, diagnostic } = await kindOf('http://127.0.0.1:9', 'sts', 'GetCallerIdentity', {})
    expect(kind).toBe('transport')
    expect(diagnostic.code).toBe('E6008')
    expect(diagnostic.hint).toContain('AWS_ENDPOINT_URL')
  })

  it('takes a 404 without a body for missing', async () => {
    const endpoint = await answering(response => response.writeHead(404).end())
    expect((await kindOf(endpoint, 's3', 'HeadBucket', { Bucket: 'x' })).kind).toBe('missing')
  })

  it('keeps the diagnostics of fnx as they are', () => {
    const { kind, diagnostic } = diagnose(foreign('AWS::S3::Bucket', 'photos'))
    expect(kind).toBe('exists')
    expect(diagnostic.message).toContain('photos')
    expect(diagnose(new FnxError({ code: 'E6204', message: 'Full.' })).diagnostic.code).toBe('E6204')
  })

  it('does not know what is no error of a cloud', () => {
    expect(diagnose(new TypeError('x is not a function')).kind).toBe('unknown')
    expect(diagnose('text').kind).toBe('unknown')
  })
})
