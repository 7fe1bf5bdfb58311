import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { laid } from '../support/diagnosed.ts'
import { inProcess } from '../support/in-process.ts'

const template = (content: string, more = '') => `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Shared:
    Type: AWS::Serverless::LayerVersion
    Properties:
      ContentUri: ${content}
      RetentionPolicy: Delete
${more}`

const run = async (folder: string, ...args: string[]) => {
  const { code, stdout, stderr } = await inProcess([...args, '--local'], folder)
  return { code, said: stdout + stderr }
}

it('a layer is packaged from its folder, and made anew when a file of it changes', async () => {
  const folder = laid({ 'template.yaml': template('lib/'), 'lib/nodejs/one.js': '1' })
  expect((await run(folder, 'deploy', '--yes')).said).toMatch(/created Shared\w+ +AWS::Lambda::LayerVersion/)
  expect((await run(folder, 'deploy', '--yes')).said).toMatch(/Nothing to do/)
  writeFileSync(join(folder, 'lib/nodejs/one.js'), '2')
  const changed = await run(folder, 'deploy', '--yes')
  expect(changed.said).toMatch(/Content\.Fnx::Artifact.*forces replacement/)
  expect(changed.said).toMatch(/created Shared[\s\S]*deleted Shared/)
  expect((await run(folder, 'remove', '--yes')).code).toBe(0)
})

it('a layer whose folder is not there is found at its line', async () => {
  const folder = laid({ 'template.yaml': template('nowhere/') })
  const { code, said } = await run(folder, 'plan')
  expect(code).toBe(2)
  expect(said).toMatch(/E4002[^\n]*\n +template\.yaml:7:19/)
  expect(said).toContain('The code of Shared is to be in "nowhere/"')
})

it('a layer that SAM is to retain stays when it is replaced', async () => {
  const text = template('lib/').replace('      RetentionPolicy: Delete\n', '')
  const folder = laid({ 'template.yaml': text, 'lib/one.txt': '1' })
  expect((await run(folder, 'deploy', '--yes')).code).toBe(0)
  writeFileSync(join(folder, 'lib/one.txt'), '2')
  const changed = await run(folder, 'deploy', '--yes')
  expect(changed.said).toMatch(/created Shared/)
  expect(changed.said).not.toMatch(/deleted Shared/)
  expect((await run(folder, 'remove', '--yes')).code).toBe(0)
})
