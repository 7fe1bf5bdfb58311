import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fnx, temporaryFolder } from '../support/fnx.ts'

const template = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: app.handler
      Runtime: nodejs22.x
      AutoPublishAlias: live
`

it('publishes a version and moves the alias when a line of code changes', async () => {
  const cwd = temporaryFolder()
  const deploy = async () => {
    const { code, stdout, stderr } = await fnx(['deploy', '--local', '--yes', '--output', 'json'], { cwd })
    expect(code, stderr).toBe(0)
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
      .done.map((id: string) => id.replace(/[0-9a-f]{10}$/, ''))
      .sort()
  }
  writeFileSync(join(cwd, 'template.yaml'), template)
  writeFileSync(join(cwd, 'app.js'), 'exports.handler = async () => 1\n')
  expect(await deploy()).toEqual(['Hello', 'HelloAliaslive', 'HelloRole', 'HelloVersion'])
  expect(await deploy()).toEqual([])
  writeFileSync(join(cwd, 'app.js'), 'exports.handler = async () => 2\n')
  expect(await deploy()).toEqual(['Hello', 'HelloAliaslive', 'HelloVersion', 'HelloVersion'])
})
