import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { expectDiagnostic, laid, sam } from '../support/diagnosed.ts'
import { fnx, root } from '../support/fnx.ts'

const program = join(root, 'bin', 'fnx.js')

const api = `${sam}      Events:
        Get: {Type: Api, Properties: {Path: /, Method: get}}
`
const refused = sam.replace('      Handler: app.handler\n', '      Handler: app.handler\n      Nope: 1\n')

function lines(
  text: string,
): readonly { file: string; template?: object; diagnostics?: { message: string }[] }[] {
  return text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
}

describe('fnx expand', () => {
  it('prints the same template as YAML and as JSON, locations of code as they are written', async () => {
    const cwd = laid({ 'template.yaml': sam })
    const [yaml, json] = await Promise.all([
      fnx(['expand'], { cwd }),
      fnx(['expand', 'template.yaml', '--format', 'json'], { cwd }),
    ])
    expect([yaml.code, json.code]).toEqual([0, 0])
    const template = JSON.parse(json.stdout)
    expect(parse(yaml.stdout)).toEqual(template)
    expect(Object.keys(template.Resources)).toEqual(['Hello', 'HelloRole'])
    expect(template.Resources.Hello).toMatchObject({
      Type: 'AWS::Lambda::Function',
      Properties: { Code: '.' },
    })
    expect(template).not.toHaveProperty('Transform')
  })

  it('expands for a region, or for a partition in its first region', async () => {
    const cwd = laid({ 'template.yaml': api })
    const [region, partition] = await Promise.all([
      fnx(['expand', '--region', 'cn-north-1'], { cwd }),
      fnx(['expand', '--partition', 'aws-cn'], { cwd }),
    ])
    expect(region.stdout).toContain('arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole')
    expect(partition.stdout).toBe(region.stdout)
    expectDiagnostic(await fnx(['expand', '--partition', 'mars'], { cwd }), { code: 2, says: /aws-us-gov/ })
  })

  it('hands overrides to the transform', async () => {
    const parameters = 'Parameters:\n  Name: {Type: String, Default: live}\nResources:'
    const cwd = laid({
      'template.yaml': `${sam.replace('Resources:', parameters)}      AutoPublishAlias: !Ref Name\n`,
    })
    const { stdout } = await fnx(['expand', '--parameter-overrides', 'Name=beta'], { cwd })
    expect(Object.keys(parse(stdout).Resources)).toContain('HelloAliasbeta')
  })

  it('refuses with the place in the file and prints no template', async () => {
    const ended = await fnx(['expand'], { cwd: laid({ 'template.yaml': refused }) })
    expectDiagnostic(ended, { code: 2, says: /template\.yaml:9:13[\s\S]*Hello/ })
    expect(ended.stdout).toBe('')
  })

  it('gives a line for each of several templates, whatever becomes of the others', async () => {
    const cwd = laid({ 'a.yaml': sam, 'b.yaml': refused, 'c.yaml': 'a: [' })
    const { code, stdout } = await fnx(['expand', 'a.yaml', 'b.yaml', 'c.yaml', 'd.yaml'], { cwd })
    expect(code).toBe(2)
    const found = lines(stdout)
    expect(found.map(({ file }) => file)).toEqual(['a.yaml', 'b.yaml', 'c.yaml', 'd.yaml'])
    expect(found.map(line => Object.keys(line)[1])).toEqual(['template', ...Array(3).fill('diagnostics')])
    expect(found[1]?.diagnostics?.[0]).toMatchObject({ severity: 'error', message: /Hello/ })
  })

  it('reads paths from its input with --ndjson', async () => {
    const cwd = laid({ 'a.yaml': sam, 'sub/b.yaml': api })
    const { code, stdout } = await fnx(['expand', '--ndjson'], { cwd, input: 'a.yaml\r\n\nsub/b.yaml\n' })
    expect(code).toBe(0)
    expect(lines(stdout).map(({ file }) => file)).toEqual(['a.yaml', 'sub/b.yaml'])
    const one = await fnx(['expand', 'a.yaml', '--ndjson'], { cwd })
    expect(one.stdout).toBe(`${stdout.split('\n')[0]}\n`)
  })

  it('takes a thousand templates through one process', async () => {
    const cwd = laid({ 'a.yaml': api })
    const { code, stdout } = await fnx(['expand', '--ndjson'], { cwd, input: 'a.yaml\n'.repeat(1000) })
    expect(code).toBe(0)
    expect(new Set(lines(stdout).map(line => JSON.stringify(line))).size).toBe(1)
    expect(lines(stdout)).toHaveLength(1000)
  })

  it('ends without a word when its reader goes away', async () => {
    const cwd = laid({ 'a.yaml': api, list: 'a.yaml\n'.repeat(2000) })
    const line = `"${process.execPath}" "${program}" expand --ndjson < list 2> errors | head -n 1 > /dev/null; cat errors`
    const { stdout, status } = spawnSync('sh', ['-c', line], { cwd, encoding: 'utf8', timeout: 20_000 })
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 })
  })
})
