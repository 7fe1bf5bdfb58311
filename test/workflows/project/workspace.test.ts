import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { inProcess } from '../../support/in-process.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const template = (name: string) => `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Photos:
    Type: AWS::S3::Bucket
    Properties: { BucketName: ${name} }
`

it('plans what was checked, though the template is saved meanwhile', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'template.yaml')
  writeFileSync(file, template('first'))
  // The clock is asked once the file has been read.
  const now = () => {
    writeFileSync(file, template('second'))
    return new Date()
  }
  const { code, stdout } = await inProcess(['plan', 'template.yaml', '--local', '--output', 'json'], folder, {
    now,
  })
  expect(code).toBe(0)
  expect(stdout).toContain('first')
  expect(stdout).not.toContain('second')
})
