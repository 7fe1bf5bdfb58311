import { expect, it } from 'vitest'
import { corsHeaders, preflightHeaders } from '../../src/emulator/cors.ts'

const rule = {
  origins: ['https://shop.example', 'https://*.test.example'],
  methods: ['GET', 'PUT'],
  headers: ['x-a'],
  exposed: ['x-b'],
  credentials: false,
  maxAge: 60,
}

it.each([
  ['https://shop.example', 'https://shop.example'],
  ['https://a.test.example', 'https://a.test.example'],
  ['https://evil.example', undefined],
  [undefined, undefined],
])('corsHeaders() lets %s read: %s', (origin, allowed) => {
  expect(Object.fromEntries(corsHeaders(rule, origin))['access-control-allow-origin']).toBe(allowed)
})

it('corsHeaders() names the origin instead of a star where credentials are sent', () => {
  const open = { ...rule, origins: ['*'] }
  const allowed = (credentials: boolean) =>
    Object.fromEntries(corsHeaders({ ...open, credentials }, 'https://a.example'))[
      'access-control-allow-origin'
    ]
  expect([allowed(false), allowed(true)]).toEqual(['*', 'https://a.example'])
})

it('preflightHeaders() says what may be sent, and nothing to others', () => {
  expect(Object.fromEntries(preflightHeaders(rule, 'https://shop.example'))).toMatchObject({
    'access-control-allow-methods': 'GET,PUT',
    'access-control-allow-headers': 'x-a',
    'access-control-max-age': '60',
  })
  expect(preflightHeaders(rule, 'https://evil.example')).toEqual([])
})
