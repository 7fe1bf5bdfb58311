import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { saveConfig, withConfig } from '../../src/cli/config.ts'
import { laid, project } from '../support/diagnosed.ts'
import { typed, world } from '../support/world.ts'

const toml = `version = 0.1
[default.global.parameters]
region = "eu-west-1"
[default.deploy.parameters]
stack_name = "shop"
parameter_overrides = ["A=1", "B=two words"]
capabilities = "CAPABILITY_IAM"
[default.logs.parameters]
region = "eu-west-2"
[prod.deploy.parameters]
stack_name = "shop-prod"
`
const files = { ...project, 'samconfig.toml': toml }

describe('withConfig()', () => {
  const read = (cwd: string, options = {}, command = 'deploy') =>
    withConfig(world({ cwd }).context, typed(options), command)

  it('adds what the file says of deploy, to other commands, too', async () => {
    const cwd = laid(files)
    expect((await read(cwd)).options).toEqual({
      stackName: 'shop',
      region: 'eu-west-1',
      parameterOverrides: ['A=1', 'B=two words'],
    })
    expect((await read(cwd, {}, 'status')).options).toMatchObject({ stackName: 'shop' })
  })

  it('lets what is said of the command win over what is said of all', async () => {
    expect((await read(laid(files), {}, 'logs')).options).toMatchObject({ region: 'eu-west-2' })
  })

  it('lets what was typed win', async () => {
    const { options } = await read(laid(files), { stackName: 'mine', parameterOverrides: ['A=9'] })
    expect(options).toMatchObject({ stackName: 'mine', parameterOverrides: ['A=9'], region: 'eu-west-1' })
  })

  it('reads the section that --config-env names', async () => {
    const { options } = await read(laid(files), { configEnv: 'prod' })
    expect(options).toEqual({ configEnv: 'prod', stackName: 'shop-prod' })
  })

  it('changes nothing where there is no file', async () => {
    expect((await read(laid(project))).options).toEqual({})
  })

  it('says where a file is broken', async () => {
    const cwd = laid({ ...project, 'samconfig.toml': 'a = 1\nb = = 2\n' })
    const error = { diagnostics: [{ code: 'E0015', location: { start: { line: 2 } } }], exitCode: 2 }
    await expect(read(cwd)).rejects.toMatchObject(error)
  })
})

describe('saveConfig()', () => {
  it('keeps what the file says of other things', async () => {
    const cwd = laid(files)
    await saveConfig(cwd, { stack_name: 'renamed' })
    const text = readFileSync(join(cwd, 'samconfig.toml'), 'utf8')
    expect(text).toContain('stack_name = "renamed"')
    expect(text).toContain('shop-prod')
    const { options } = await withConfig(world({ cwd }).context, typed(), 'deploy')
    expect(options).toMatchObject({ stackName: 'renamed', parameterOverrides: ['A=1', 'B=two words'] })
  })

  it('does not write over a file that it cannot read', async () => {
    const cwd = laid({ 'samconfig.toml': 'b = = 2\n' })
    await expect(saveConfig(cwd, { stack_name: 'x' })).rejects.toMatchObject({ exitCode: 2 })
    expect(readFileSync(join(cwd, 'samconfig.toml'), 'utf8')).toBe('b = = 2\n')
  })
})
