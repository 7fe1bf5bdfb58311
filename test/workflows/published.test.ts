import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { laid } from '../support/diagnosed.ts'
import { inProcess } from '../support/in-process.ts'

const template = (properties: string) => `Transform: AWS::Serverless-2016-10-31
Parameters:
  Greeting: { Type: String, Default: hello }
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: 'exports.handler = async () => process.env.GREETING'
      Handler: index.handler
      Runtime: nodejs22.x
      AutoPublishAlias: live
      Environment: { Variables: { GREETING: !Ref Greeting } }
${properties}`

const run = async (folder: string, ...args: string[]) => {
  const { code, stdout, stderr } = await inProcess([...args, '--local'], folder)
  return { code, said: stdout + stderr }
}

it('an alias follows a changed setting of SAM’s list, also where a parameter gives it', async () => {
  const folder = laid({ 'template.yaml': template('') })
  expect(await run(folder, 'deploy', '--yes')).toMatchObject({ code: 0 })
  expect((await run(folder, 'deploy', '--yes')).said).toMatch(/Nothing to do/)
  const { said } = await run(folder, 'deploy', '--yes', '--parameter-overrides', 'Greeting=bye')
  expect(said).toMatch(/replace HelloVersion\w+/)
  expect(said).toMatch(
    /Fnx::Settings\.Environment\.Variables\.GREETING: "hello" -> "bye" +\(forces replacement\)/,
  )
  expect(said).toMatch(/updated HelloAliaslive/)
  expect((await run(folder, 'remove', '--yes')).code).toBe(0)
})

it('a setting that SAM publishes nothing for is told of, unless all properties are followed', async () => {
  const folder = laid({ 'template.yaml': template('      Timeout: 5\n') })
  const change = (text: string) => writeFileSync(join(folder, 'template.yaml'), template(text))
  expect((await run(folder, 'deploy', '--yes')).code).toBe(0)
  change('      Timeout: 6\n')
  const warned = await run(folder, 'deploy', '--yes')
  expect(warned.said).toMatch(/W5019[^\n]*\n +template\.yaml:13:7/)
  expect(warned.said).toMatch(/HelloVersion\w+ was published before and keeps Timeout of Hello as it was/)
  expect(warned.said).not.toMatch(/(created|replaced) HelloVersion/)
  change('      Timeout: 7\n      AutoPublishAliasAllProperties: true\n')
  const followed = await run(folder, 'deploy', '--yes')
  expect(followed.said).not.toContain('W5019')
  expect(followed.said).toMatch(/created HelloVersion/)
  expect((await run(folder, 'remove', '--yes')).code).toBe(0)
})

it('environments that are kept warm for an alias, and a bucket’s canned access, are deployed', async () => {
  const bucket = '  Files: { Type: AWS::S3::Bucket, Properties: { AccessControl: Private } }\n'
  const warm = '      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 1 }\n'
  const folder = laid({ 'template.yaml': template(`${warm}${bucket}`) })
  expect(await run(folder, 'deploy', '--yes')).toMatchObject({ code: 0 })
  expect((await run(folder, 'deploy', '--yes')).said).toMatch(/Nothing to do/)
  expect((await run(folder, 'remove', '--yes')).code).toBe(0)
})
