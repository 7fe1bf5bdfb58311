import { describe, expect, it } from 'vitest'
import { laid } from '../support/diagnosed.ts'
import { fnx } from '../support/fnx.ts'

const template = (hello: string, others: string) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: ., Handler: app.handler, Runtime: nodejs22.x${hello}}
${others}`

const invoke = (text: string, ...args: readonly string[]) =>
  fnx(['invoke', ...args, '--local'], {
    cwd: laid({ 'template.yaml': text, 'app.js': 'exports.handler = async () => "ran"\n' }),
  })

const elsewhere = `  Table: {Type: AWS::DynamoDB::Tabel}
  Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref Nope}}
Outputs:
  X: {Value: !GetAtt Nix.Arn}
`

describe('fnx invoke --local of a template with errors', () => {
  it('shows those of other resources and outputs, and runs the function', async () => {
    for (const args of [['Hello'], []]) {
      const { code, stdout, stderr } = await invoke(template('', elsewhere), ...args)
      expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: '"ran"\n' })
      expect(stderr).toMatch(/E4211[\s\S]*E3002[\s\S]*"Nope"[\s\S]*E3002[\s\S]*"Nix"/)
      expect(stderr.indexOf('E4211')).toBeLessThan(stderr.indexOf('START'))
    }
  })

  it.each([
    ['its own', template(', MemorySize: abc', ''), /E2001/],
    ['a reference of its own', template(', Environment: {Variables: {A: !Ref Nope}}', ''), /E3002/],
    ['those of Globals', template('', 'Globals: {Function: {Timeout: many}}\n'), /E2001/],
    ['those of the root', template('', 'Outptus: {}\n'), /E4217/],
    [
      'those that leave nothing expanded',
      template('', '  Other: {Type: AWS::Serverless::Function, Properties: {Runtim: x}}\n'),
      /Runtim/,
    ],
    ['those of YAML', template('', '  Other: {Type: [\n'), /E10/],
  ])('ends with %s, as validate does', async (_, text, says) => {
    const { code, stdout, stderr } = await invoke(text, 'Hello')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(says)
  })

  it('says nothing of warnings, which are the matter of validate', async () => {
    const { code, stderr } = await invoke(
      template(
        ', Timeout: 900',
        '  Old: {Type: AWS::Lambda::Function, Properties: {Handler: a.b, Runtime: nodejs16.x, Role: !Sub "arn:aws:iam::1:role/x", Code: {ZipFile: "1"}}}\n',
      ),
      'Hello',
    )
    expect(code, stderr).toBe(0)
    expect(stderr).not.toMatch(/warning W[1-8]/)
  })
})
