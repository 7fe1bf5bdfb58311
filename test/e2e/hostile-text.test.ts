import { expect, it } from 'vitest'
import { fnx, temporaryFolder } from '../support/fnx.ts'
import { lay } from '../support/running.ts'

const templates = {
  'ansi.yaml': `
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  D: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Q\u001b[31mRED } } # \u001b]0;OWN\u0007
  E: { Type: AWS::S3::Buckt } # \u009b31m \u202e
`,
  'lines.yaml': `
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  "A\\n::error file=x::INJECTED\\r\\n::set-output name=a::b": { Type: "AWS::S3::Bucket\\n::warning::INJ2" }
`,
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const acting = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|^\s*::|##\[/m

it.each(
  Object.keys(templates).flatMap(file => [
    ['validate', file],
    ['validate', file, '--output', 'json'],
    ['validate', file, '--format', 'sarif'],
    ['plan', file, '--local'],
    ['plan', file, '--local', '--output', 'json'],
    ['expand', file],
    ['deploy', file, '--local', '--yes'],
  ]),
)('fnx %s %s %s %s says nothing that drives a terminal or a log', async (...args) => {
  const cwd = temporaryFolder()
  lay(cwd, templates)
  const { stdout, stderr } = await fnx(args, { cwd, limit: 180_000 })
  expect(stdout + stderr).not.toBe('')
  // What expand prints is the template itself, which goes into a file or another program as it is.
  expect(stderr + (args[0] === 'expand' ? '' : stdout)).not.toMatch(acting)
})

it('a file name drives nothing either', async () => {
  const { code, stdout } = await fnx(['validate', 'no\u001b[31mfile\n::error::x.yaml'], {
    cwd: temporaryFolder(),
  })
  expect(code).toBe(2)
  expect(stdout).toContain('no\\u001b[31mfile\\n::error::x.yaml')
  expect(stdout).not.toMatch(acting)
})
