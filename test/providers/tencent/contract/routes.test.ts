import { describe, expect, it } from 'vitest'
import { type FunctionUrl, routesOf } from '../../../../src/providers/tencent/contract/routes.ts'

function url(name: string, parts: Partial<FunctionUrl> = {}): FunctionUrl {
  return { functionId: name, name, written: [], description: {}, ...parts }
}

describe('routesOf()', () => {
  const table: readonly (readonly [string, readonly FunctionUrl[], readonly string[]])[] = [
    ['the only URL answers to everything', [url('a')], ['ANY /a', 'ANY /a/{path+}', 'ANY /', 'ANY /{path+}']],
    [
      'several answer below their names',
      [url('a'), url('b')],
      ['ANY /a', 'ANY /a/{path+}', 'ANY /b', 'ANY /b/{path+}'],
    ],
    [
      'a path that is written holds alone',
      [url('a', { written: [{ Path: '/x/{id}', Method: 'get' }] })],
      ['GET /x/{id}'],
    ],
  ]
  it.each(table)('%s', (_name, urls, routes) => {
    expect(routesOf(urls).map(({ method, path }) => `${method} ${path}`)).toEqual(routes)
  })

  it('carries the rule for browsers', () => {
    const CorsConfig = { Enable: true, Origins: ['*'], Methods: ['GET'], MaxAge: 60 }
    expect(routesOf([url('a', { description: { CorsConfig } })])[0]?.cors).toEqual({
      origins: ['*'],
      methods: ['GET'],
      headers: [],
      exposed: [],
      credentials: false,
      maxAge: 60,
    })
  })
})
