import { describe, expect, it } from 'vitest'
import { portOf, projectArguments, templateOf, withoutArguments } from '../../src/cli/arguments.ts'
import { typed } from '../support/world.ts'

it.each([
  ['the argument', typed({ template: 'b.yaml' }, 'a.yaml'), 'a.yaml'],
  ['an option', typed({ template: 'b.yaml' }), 'b.yaml'],
  ['the option as other tools have it', typed({ templateFile: 'c.yaml' }), 'c.yaml'],
  [
    'an option where the argument is no template',
    withoutArguments(typed({ template: 'b.yaml' }, 'Hello')),
    'b.yaml',
  ],
  ['nothing', typed(), undefined],
])('templateOf() takes %s', (_, line, file) => expect(templateOf(line)).toBe(file))

describe('projectArguments()', () => {
  it('reads which stack at which target is meant, and what it shall be', () => {
    const line = typed(
      {
        local: true,
        stackName: 'shop',
        stage: 'prod',
        endpointUrl: 'http://127.0.0.1:4566',
        parameterOverrides: ['Size=7'],
        tags: 'Team=web',
      },
      'app.yaml',
    )
    expect(projectArguments(line)).toEqual({
      template: 'app.yaml',
      givenAt: expect.any(Function),
      build: true,
      local: true,
      stackName: 'shop',
      stage: 'prod',
      endpoint: 'http://127.0.0.1:4566',
      parameters: { Size: '7' },
      tags: { Team: 'web' },
    })
  })

  it('takes the stage dev where none is named', () => expect(projectArguments(typed()).stage).toBe('dev'))

  it.each(['127.0.0.1:4566', 'ftp://127.0.0.1', 'no address'])('refuses the endpoint %s', endpointUrl =>
    expect(() => projectArguments(typed({ endpointUrl }))).toThrow(/not the address of a server/),
  )
})

describe('portOf()', () => {
  const bounds = { least: 1, hint: 'Use another.' }

  it('gives what was typed, or nothing', () => {
    expect(portOf(typed({ port: '8080' }), 'port', bounds)).toBe(8080)
    expect(portOf(typed(), 'port', bounds)).toBeUndefined()
  })

  it.each(['0', '65536', '1.5', 'http', ''])('refuses "%s"', port =>
    expect(() => portOf(typed({ port }), 'port', bounds)).toThrow(/is not a port/),
  )
})
