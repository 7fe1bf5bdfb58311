import { expect, it } from 'vitest'
import { again, withParameters } from '../../src/cli/again.ts'
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
])('again() repeats %s', (_, line, command) => expect(again('deploy', line)).toBe(command))

it('again() repeats no parameters, which may be secret, and withParameters() says so', () => {
  const secret = typed({ parameterOverrides: ['Password=hunter2'] })
  expect(again('deploy', secret)).toBe('fnx deploy')
  expect(withParameters(secret)).toContain('--parameter-overrides')
  expect(withParameters(typed())).toBe('')
})
