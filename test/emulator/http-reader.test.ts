import { describe, expect, it } from 'vitest'
import { createReader, type RuntimeRequest } from '../../src/emulator/http-reader.ts'

function read(text: string, { size = 1 << 20, limit = 1000 } = {}) {
  const requests: RuntimeRequest[] = []
  let malformed = 0
  let expected = 0
  const take = createReader(limit, {
    request: request => requests.push(request),
    malformed: () => malformed++,
    expects: () => expected++,
  })
  const bytes = Buffer.from(text, 'latin1')
  for (let at = 0; at < bytes.length; at += size) take(bytes.subarray(at, at + size))
  const said = requests.map(({ method, path, body, oversize }) => [method, path, oversize ?? body.toString()])
  return { requests, said, malformed, expected }
}

const stream = [
  'GET /next HTTP/1.1\r\nHost: a\r\n\r\n',
  'POST /one HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nX-Kind:  b \r\n\r\nhello',
  'POST /two HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nWiki\r\n6;x=y\r\npedia \r\n0\r\nTrailer: 1\r\n\r\n',
  'POST /none HTTP/1.1\r\ncontent-length: 0\r\n\r\n',
  'POST /three HTTP/1.1\r\ntransfer-encoding: Chunked\r\n\r\n0\r\n\r\n',
  'GET /end HTTP/1.1\r\n\r\n',
].join('')

describe('createReader()', () => {
  it.each([1, 2, 3, 7, 50, 1000])('reads pipelined requests that come in pieces of %i bytes', size => {
    expect(read(stream, { size }).said).toEqual([
      ['GET', '/next', ''],
      ['POST', '/one', 'hello'],
      ['POST', '/two', 'Wikipedia '],
      ['POST', '/none', ''],
      ['POST', '/three', ''],
      ['GET', '/end', ''],
    ])
  })

  it('finds headers by name, whatever their case', () => {
    const [, second] = read(stream).requests
    expect([second?.header('x-kind'), second?.header('host'), second?.header('kind')]).toEqual([
      'b',
      'a',
      undefined,
    ])
  })

  it.each([
    'POST /a HTTP/1.1\r\nContent-Length: 30\r\n\r\n012345678901234567890123456789GET /b HTTP/1.1\r\n\r\n',
    'POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1e\r\n012345678901234567890123456789\r\n0\r\n\r\nGET /b HTTP/1.1\r\n\r\n',
  ])('throws away a body above the limit and reads on', text => {
    expect(read(text, { size: 4, limit: 10 }).said).toEqual([
      ['POST', '/a', 30],
      ['GET', '/b', ''],
    ])
  })

  it.each([
    'nonsense\r\n\r\n',
    'GET /\r\n\r\n',
    `GET / HTTP/1.1\r\nX: ${'a'.repeat(70_000)}`,
    'POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  ])('calls what is no HTTP malformed', text => {
    expect(read(text).malformed).toBeGreaterThan(0)
  })

  it('tells of a client that waits to be asked for its body', () => {
    expect(read('POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n').expected).toBe(1)
  })
})
