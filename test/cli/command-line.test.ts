import { expect, it } from 'vitest'
import { commandLine, withParameters } from '../../src/cli/command-line.ts'
import { typed } from '../support/world.ts'

it.each([
  ['nothing', typed(), 'fnx deploy'],
  ['the template', typed({}, 'my app/template.yaml'), "fnx deploy 'my app/template.yaml'"],
  ['the template by option', typed({ template: 'app.yaml' }), 'fnx deploy app.yaml'],
  [
    'where and which',
    typed({ local: true, stackName: 'shop', stage: 'prod' }),
    'fnx deploy --local --stack-name shop --stage prod',
  ],
  [
    'the cloud',
    typed({ region: 'eu-west-1', profile: "Ada's", endpointUrl: 'http://127.0.0.1:4566' }),
    "fnx deploy --region eu-west-1 --profile 'Ada'\\''s' --endpoint-url http://127.0.0.1:4566",
  ],
])('commandLine() repeats %s', (_, line, command) => expect(commandLine('deploy', line)).toBe(command))

it('commandLine() repeats no parameters, which may be secret, and withParameters() says so', () => {
  const secret = typed({ parameterOverrides: ['Password=hunter2'] })
  expect(commandLine('deploy', secret)).toBe('fnx deploy')
  expect(withParameters(secret)).toContain('--parameter-overrides')
  expect(withParameters(typed())).toBe('')
})
