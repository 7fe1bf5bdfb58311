import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Command, Typed } from '../../../src/cli/command.ts'
import { commands } from '../../../src/cli/commands/index.ts'
import { withConfig } from '../../../src/cli/config/config.ts'
import { saveConfig } from '../../../src/cli/config/save.ts'
import { laid, project } from '../../support/diagnosed.ts'
import { typed, world } from '../../support/world.ts'

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

async function commandOf(name: string): Promise<Command> {
  const entry = commands.find(each => each.name === name)
  if (entry === undefined) throw new Error(`There is no command ${name}.`)
  return entry.load()
}

async function read(cwd: string, options: Typed['options'] = {}, command = 'deploy') {
  return withConfig(world({ cwd }).context, await commandOf(command), typed(options))
}

async function optionsOf(cwd: string, options: Typed['options'] = {}, command = 'deploy') {
  return (await read(cwd, options, command)).typed.options
}

/** One file with one section, in each of the forms that SAM reads. */
const forms = [
  ['samconfig.toml', (key: string, value: string) => `[default.deploy.parameters]\n${key} = ${value}\n`],
  [
    'samconfig.yaml',
    (key: string, value: string) => `default:\n  deploy:\n    parameters:\n      ${key}: ${value}\n`,
  ],
  [
    'samconfig.json',
    (key: string, value: string) =>
      `{"default": {"deploy": {"parameters": {\n${JSON.stringify(key)}: ${value}\n}}}}`,
  ],
] as const

describe('withConfig()', () => {
  it('adds what the file says of deploy, to other commands, too', async () => {
    const cwd = laid(files)
    expect(await optionsOf(cwd)).toEqual({
      stackName: 'shop',
      region: 'eu-west-1',
      parameterOverrides: ['A=1', 'B=two words'],
      capabilities: ['CAPABILITY_IAM'],
    })
    expect(await optionsOf(cwd, {}, 'status')).toEqual({ stackName: 'shop', region: 'eu-west-1' })
    expect(await optionsOf(cwd, {}, 'validate')).toMatchObject({ parameterOverrides: ['A=1', 'B=two words'] })
  })

  it('lets what is said of the command win over what is said of all', async () => {
    expect(await optionsOf(laid(files), {}, 'logs')).toMatchObject({ region: 'eu-west-2' })
  })

  it('lets what was typed win', async () => {
    const options = await optionsOf(laid(files), { stackName: 'mine', parameterOverrides: ['A=9'] })
    expect(options).toMatchObject({ stackName: 'mine', parameterOverrides: ['A=9'], region: 'eu-west-1' })
  })

  it('reads the section that --config-env names, and refuses one that there is not', async () => {
    expect(await optionsOf(laid(files), { configEnv: 'prod' })).toEqual({
      configEnv: 'prod',
      stackName: 'shop-prod',
    })
    await expect(read(laid(files), { configEnv: 'prodd' })).rejects.toMatchObject({
      exitCode: 2,
      diagnostics: [{ code: 'E0018', hint: 'Did you mean "prod"?' }],
    })
    await expect(read(laid(project), { configEnv: 'prod' })).rejects.toMatchObject({ exitCode: 2 })
  })

  it('reads the file that --config-file names, and refuses one that there is not', async () => {
    const cwd = laid({ ...project, 'other.toml': toml.replace('shop', 'other') })
    expect(await optionsOf(cwd, { configFile: 'other.toml' })).toMatchObject({ stackName: 'other' })
    await expect(read(cwd, { configFile: 'none.toml' })).rejects.toMatchObject({
      diagnostics: [{ code: 'E0002' }],
    })
  })

  it('changes nothing where there is no file', async () => {
    expect(await optionsOf(laid(project))).toEqual({})
  })

  it.each(forms)('reads %s', async (name, text) => {
    const cwd = laid({ ...project, [name]: text('stack_name', '"shop"') })
    expect(await optionsOf(cwd)).toEqual({ stackName: 'shop' })
  })

  it.each(forms)('says the line of a wrong value in %s', async (name, text) => {
    const cwd = laid({ ...project, [name]: text('region', '["a"]') })
    const line =
      text('region', '[]')
        .split('\n')
        .findIndex(each => each.includes('region')) + 1
    const wrong = read(cwd)
    await expect(wrong).rejects.toMatchObject({
      exitCode: 2,
      diagnostics: [{ code: 'E0019', message: 'region takes one value.', location: { start: { line } } }],
    })
  })

  it.each([
    ['a text', '"A=1 B=two"', ['A=1 B=two']],
    ['a list', '["A=1", "B=two"]', ['A=1', 'B=two']],
    ['a list of maps', '[{ParameterKey: "A", ParameterValue: "1"}, {B: "two"}]', { A: '1', B: 'two' }],
    ['a map', '{A: 1, B: "two words", L: [a, b], T: true}', { A: '1', B: 'two words', L: 'a,b', T: 'true' }],
  ])('reads overrides that are %s', async (_, value, expected) => {
    const cwd = laid({ ...project, 'samconfig.yaml': forms[1][1]('parameter_overrides', value) })
    expect((await optionsOf(cwd)).parameterOverrides).toEqual(expected)
  })

  it.each([
    ['params.json', '{"Stage": "prod", "Size": 5}'],
    ['params.yaml', 'Stage: prod\nSize: 5\n'],
    [
      'params.json',
      '[{"ParameterKey": "Stage", "ParameterValue": "prod"}, {"ParameterKey": "Size", "ParameterValue": "5"}]',
    ],
  ])('reads overrides and tags from a file: %s', async (name, text) => {
    const cwd = laid({
      ...project,
      [name]: text,
      'samconfig.toml': `[default.deploy.parameters]\nparameter_overrides = "file://${name}"\ntags = "file://${name}"\n`,
    })
    const pairs = { Stage: 'prod', Size: '5' }
    expect(await optionsOf(cwd)).toEqual({ parameterOverrides: pairs, tags: pairs })
    expect((await optionsOf(cwd, { tags: [`file://${name}`] }, 'deploy')).tags).toEqual(pairs)
  })

  it('says where a file of pairs is named that is not there', async () => {
    const cwd = laid({
      ...project,
      'samconfig.toml': '[default.deploy.parameters]\ntags = "file://none.json"\n',
    })
    await expect(read(cwd)).rejects.toMatchObject({
      diagnostics: [
        {
          message: expect.stringContaining('none.json, which samconfig.toml names, is not there.'),
          location: { start: { line: 2, column: 8 } },
        },
      ],
    })
  })

  it('knows where each pair stands', async () => {
    const text = '[default.deploy.parameters.parameter_overrides]\nStage = "prod"\n"Size" = 5\n'
    const { typed: found } = await read(laid({ ...project, 'samconfig.toml': text }))
    expect(found.options.parameterOverrides).toEqual({ Stage: 'prod', Size: '5' })
    expect(found.placeOf?.('parameterOverrides', 'Size')?.start).toEqual({ line: 3, column: 10 })
    const { typed: said } = await read(laid({ ...project, 'samconfig.toml': text }), {
      parameterOverrides: ['Size=1'],
    })
    expect(said.placeOf?.('parameterOverrides', 'Size')).toBeUndefined()
  })

  it('takes flags in both senses', async () => {
    const text =
      '[default.deploy.parameters]\nconfirm_changeset = false\nguided = "true"\n[default.delete.parameters]\nno_prompts = true\n'
    const cwd = laid({ ...project, 'samconfig.toml': text })
    expect(await optionsOf(cwd)).toEqual({ confirmChangeset: false, guided: true })
    expect(await optionsOf(cwd, {}, 'remove')).toMatchObject({ prompts: false })
  })

  it.each([
    ['invoke', { local: true }, 'local_invoke', { envVars: 'env.json' }],
    ['local start', {}, 'local_start_api', { envVars: 'env.json' }],
  ])('reads the section that SAM has for %s', async (command, options, section, expected) => {
    const text = `[default.${section}.parameters]\nenv_vars = "env.json"\nwarm_containers = "EAGER"\n`
    const { typed: found, notes } = await read(laid({ ...project, 'samconfig.toml': text }), options, command)
    expect(found.options).toMatchObject(expected)
    expect(notes).toMatchObject([
      { code: 'I0021', message: 'These settings mean nothing to fnx: warm_containers.' },
    ])
  })

  it('names what is misspelt at its place, and once what means nothing here', async () => {
    const text = '[default.deploy.parameters]\nstack_nam = "x"\ns3_bucket = "x"\nrole_arn = "y"\n'
    const { notes } = await read(laid({ ...project, 'samconfig.toml': text }))
    expect(notes).toMatchObject([
      { code: 'W0020', hint: 'Did you mean "stack_name"?', location: { start: { line: 2, column: 1 } } },
      {
        code: 'I0021',
        message: expect.stringContaining('s3_bucket, role_arn'),
        location: { start: { line: 3 } },
      },
    ])
  })

  it('says where a file is broken', async () => {
    const cwd = laid({ ...project, 'samconfig.toml': 'a = 1\nb = = 2\n' })
    const error = { diagnostics: [{ code: 'E0015', location: { start: { line: 2 } } }], exitCode: 2 }
    await expect(read(cwd)).rejects.toMatchObject(error)
  })
})

describe('saveConfig()', () => {
  const save = (cwd: string, options: Typed['options'] = {}) =>
    saveConfig(world({ cwd }).context, typed(options), { folder: cwd, answers: { stack_name: 'renamed' } })

  it('keeps what the file says of other things', async () => {
    const cwd = laid(files)
    await save(cwd)
    const text = readFileSync(join(cwd, 'samconfig.toml'), 'utf8')
    expect(text).toContain('stack_name = "renamed"')
    expect(text).toContain('shop-prod')
    expect(await optionsOf(cwd)).toMatchObject({
      stackName: 'renamed',
      parameterOverrides: ['A=1', 'B=two words'],
    })
  })

  it.each(forms)('writes %s where that is the file, and the section that was named', async (name, text) => {
    const cwd = laid({ ...project, [name]: text('stack_name', '"shop"') })
    await save(cwd, { configEnv: 'default' })
    expect(await optionsOf(cwd)).toEqual({ stackName: 'renamed' })
  })

  it('does not write over a file that it cannot read', async () => {
    const cwd = laid({ 'samconfig.toml': 'b = = 2\n', ...project })
    await expect(save(cwd)).rejects.toMatchObject({ exitCode: 2 })
    expect(readFileSync(join(cwd, 'samconfig.toml'), 'utf8')).toBe('b = = 2\n')
  })
})
