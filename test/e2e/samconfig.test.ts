import { expect, it } from 'vitest'
import { expectDiagnostic, laid, project, sam } from '../support/diagnosed.ts'
import { fnx } from '../support/fnx.ts'

const withSize = sam.replace('Resources:', 'Parameters:\n  Size: {Type: Number, Default: 128}\nResources:')

it.each([
  ['a wrong value', 'Size = "many"', /samconfig\.toml:2:8\n.*\n.*\^{6}\n +Parameter Size is "many"/],
  [
    'a misspelt name',
    'Siez = 5',
    /samconfig\.toml:2:8\n.*\n.*\^\n +The parameter "Siez" is set here, which is not a parameter/,
  ],
])('%s of a parameter is told at its line of the configuration file', async (_, line, says) => {
  const cwd = laid({
    ...project,
    'template.yaml': withSize,
    'samconfig.toml': `[default.deploy.parameters.parameter_overrides]\n${line}\n`,
  })
  for (const args of [['plan', '--local'], ['validate']])
    expectDiagnostic(await fnx(args, { cwd }), { code: 2, says })
})

it('a map, a list and a number are no crash, whatever the key', async () => {
  for (const value of ['{a = 1}', '[[1]]', '5', 'true', '1979-05-27'])
    for (const key of ['region', 'tags', 'parameter_overrides', 'stack_name', 'local', 'profile', 'stage']) {
      const cwd = laid({ ...project, 'samconfig.toml': `[default.deploy.parameters]\n${key} = ${value}\n` })
      const { code, stdout, stderr } = await fnx(['plan', '--local'], { cwd })
      expect([0, 1, 2], `${key} = ${value}\n${stdout}${stderr}`).toContain(code)
      expect(stderr).not.toContain('bug in fnx')
    }
})
