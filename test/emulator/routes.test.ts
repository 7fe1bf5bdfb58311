import { describe, expect, it } from 'vitest'
import { routeTable } from '../../src/emulator/routes.ts'
import type { Route } from '../../src/model/stack.ts'

const route = (method: string, path: string, parts: Partial<Route> = {}): Route => ({
  method,
  path,
  functionId: `${method} ${path}`,
  contract: 'fake',
  api: 'Api',
  ...parts,
})

const table = routeTable([
  route('ANY', '$default'),
  route('ANY', '/{proxy+}'),
  route('GET', '/users/{id}'),
  route('GET', '/users/me'),
  route('ANY', '/users/me'),
  route('GET', '/users/{id}/files/{rest+}'),
  route('GET', '/'),
])

describe('routeTable()', () => {
  it.each([
    { asked: 'GET /', found: 'GET /', parameters: {} },
    { asked: 'POST /', found: 'ANY $default', parameters: {} },
    { asked: 'GET /users/me', found: 'GET /users/me', parameters: {} },
    { asked: 'GET /users/me/', found: 'GET /users/me', parameters: {} },
    { asked: 'PUT /users/me', found: 'ANY /users/me', parameters: {} },
    { asked: 'GET /users/7', found: 'GET /users/{id}', parameters: { id: '7' } },
    { asked: 'GET /users/a%20b', found: 'GET /users/{id}', parameters: { id: 'a b' } },
    { asked: 'GET /users/%zz', found: 'GET /users/{id}', parameters: { id: '%zz' } },
    {
      asked: 'GET /users/7/files/a/b',
      found: 'GET /users/{id}/files/{rest+}',
      parameters: { id: '7', rest: 'a/b' },
    },
    { asked: 'POST /users/7', found: 'ANY /{proxy+}', parameters: { proxy: 'users/7' } },
  ])('gives $found for $asked', ({ asked, found, parameters }) => {
    const [method = '', path = ''] = asked.split(' ')
    const result = table.find(method, path)
    expect(result?.route.functionId).toBe(found)
    expect(result?.parameters).toEqual(parameters)
  })

  it('finds nothing where a greedy variable would be empty', () => {
    expect(routeTable([route('ANY', '/{proxy+}')]).find('GET', '/')).toBeUndefined()
  })

  it('looks among the routes of one API when the API is named', () => {
    const two = routeTable([route('GET', '/a', { api: 'One' }), route('GET', '/a', { api: 'Two' })])
    expect(two.find('GET', '/a', 'two')?.route.api).toBe('Two')
    expect(two.find('GET', '/a', 'three')).toBeUndefined()
    expect(two.at('/a').map(({ api }) => api)).toEqual(['One', 'Two'])
  })

  it('takes a path with the stage before it, and gives it without', () => {
    const staged = routeTable([route('GET', '/a', { stage: 'Prod' })])
    expect(staged.find('GET', '/Prod/a')?.path).toBe('/a')
    expect(staged.find('GET', '/Test/a')).toBeUndefined()
  })
})
