import { describe, expect, it } from 'vitest'
import type { ErrorKind } from '../../../src/model/error-kind.ts'
import { foreign } from '../../../src/providers/kit/ownership.ts'
import { diagnose } from '../../../src/providers/tencent/diagnose.ts'

describe('diagnose()', () => {
  const table: readonly (readonly [ErrorKind, unknown])[] = [
    ['missing', { code: 'ResourceNotFound.Function', message: 'gone' }],
    ['missing', { code: 'ResourceNotFound.FunctionName', message: 'gone' }],
    ['missing', { code: 'InvalidParameter.RoleNotExist', message: 'gone' }],
    ['missing', { code: 'NoSuchBucket', statusCode: 404, message: 'gone' }],
    ['missing', { code: '404', statusCode: 404, message: 'Not Found' }],
    ['exists', { code: 'ResourceInUse.Function', message: 'there' }],
    ['exists', { code: 'InvalidParameter.RoleNameInUse', message: 'there' }],
    ['exists', { code: 'FailedOperation.PolicyNameInUse', message: 'there' }],
    ['exists', { code: 'BucketAlreadyExists', statusCode: 409, message: 'there' }],
    ['exists', foreign('TencentCloud::CAM::Role', 'shop')],
    ['busy', { code: 'FailedOperation.FunctionStatusError', message: 'updating' }],
    ['busy', { code: 'FailedOperation.OperationConflict', message: 'updating' }],
    ['throttled', { code: 'RequestLimitExceeded', message: 'slow' }],
    ['throttled', { code: 'RequestLimitExceeded.UinLimitExceeded', message: 'slow' }],
    ['throttled', { code: 'SlowDown', statusCode: 503, message: 'slow' }],
    ['propagating', { code: 'ResourceNotFound.Role', message: 'no role' }],
    ['propagating', { code: 'UnauthorizedOperation.Role', message: 'no role' }],
    ['denied', { code: 'UnauthorizedOperation.CAM', message: 'no' }],
    ['denied', { code: 'AuthFailure.SignatureFailure', message: 'no' }],
    ['denied', { code: 'AccessDenied', statusCode: 403, message: 'no' }],
    ['invalid', { code: 'InvalidParameterValue.MemorySize', message: 'no' }],
    ['invalid', { code: 'LimitExceeded.FunctionTotal', message: 'no' }],
    ['invalid', { code: 'BucketNotEmpty', statusCode: 409, message: 'no' }],
    ['invalid', { httpCode: 501, message: 'Not Implemented' }],
    ['transport', { code: 'InternalError', message: 'oops' }],
    ['transport', { httpCode: 502, message: 'Bad Gateway' }],
    ['transport', { message: 'request to http://127.0.0.1:1/ failed, reason: connect ECONNREFUSED' }],
    ['transport', { message: 'network timeout at: http://x/' }],
    ['transport', { name: 'FetchError', message: 'invalid json response body' }],
    ['transport', new SyntaxError('Unexpected token < in JSON')],
    ['transport', { code: 'ECONNRESET', message: 'socket hang up' }],
    ['unknown', { code: 'Strange.New', message: 'what' }],
    ['unknown', 'a text'],
  ]
  it.each(table)('sorts as %s: %o', (kind, error) => {
    expect(diagnose(error).kind).toBe(kind)
  })

  it('keeps the words, the code and the request of the cloud', () => {
    const { diagnostic } = diagnose({
      code: 'ResourceInUse.Function',
      message: 'Function x exists.',
      requestId: 'r-1',
    })
    expect(diagnostic).toMatchObject({
      code: 'E6004',
      message: 'Tencent Cloud: Function x exists (ResourceInUse.Function), request r-1.',
      hint: expect.any(String),
    })
  })

  it('tells to start the local cloud when nothing listens', () => {
    const { diagnostic } = diagnose({
      message: 'request to x failed, reason: connect ECONNREFUSED 127.0.0.1:1',
    })
    expect(diagnostic).toMatchObject({ code: 'E6008', hint: expect.stringContaining('fnx local start') })
  })
})
