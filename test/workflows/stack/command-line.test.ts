import { expect, it } from 'vitest'
import type { StackArguments } from '../../../src/workflows/arguments.ts'
import { commandLine, withParameters } from '../../../src/workflows/stack/command-line.ts'

it.each<readonly [string, Partial<StackArguments>, string]>([
  ['nothing', {}, 'fnx deploy'],
  ['the template', { template: 'my app/template.yaml' }, "fnx deploy 'my app/template.yaml'"],
  [
    'where and which',
    { local: true, stackName: 'shop', stage: 'prod' },
    'fnx deploy --local --stack-name shop --stage prod',
  ],
  [
    'the cloud',
    { region: 'eu-west-1', profile: "Ada's", endpoint: 'http://127.0.0.1:4566' },
    "fnx deploy --region eu-west-1 --profile 'Ada'\\''s' --endpoint-url http://127.0.0.1:4566",
  ],
])('commandLine() repeats %s', (_, given, command) =>
  expect(commandLine('deploy', { local: false, stage: 'dev', ...given })).toBe(command),
)

it('commandLine() repeats no parameters, which may be secret, and withParameters() says so', () => {
  const secret = { local: false, stage: 'dev', parameters: { Password: 'hunter2' } }
  expect(commandLine('deploy', secret)).toBe('fnx deploy')
  expect(withParameters(secret)).toContain('--parameter-overrides')
  expect(withParameters({ parameters: {} })).toBe('')
})
