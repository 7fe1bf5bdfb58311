import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { laid } from '../support/diagnosed.ts'
import { inProcess } from '../support/in-process.ts'

const template = `Resources:
  Job:
    Type: AWS::Glue::Job
    Properties:
      Role: arn:aws:iam::000000000000:role/runs
      Command: { Name: glueetl, ScriptLocation: job.py }
  Release:
    Type: AWS::ElasticBeanstalk::ApplicationVersion
    Properties: { ApplicationName: shop, SourceBundle: site }
`

const run = async (folder: string, ...args: string[]) => {
  const { code, stdout, stderr } = await inProcess([...args, '--local'], folder)
  return { code, said: stdout + stderr }
}

it('files that a resource takes from S3 are uploaded before it, and anew when they change', async () => {
  const folder = laid({ 'template.yaml': template, 'job.py': 'print(1)\n', 'site/index.html': '<p>1</p>' })
  const first = await run(folder, 'plan')
  expect(first.said).toMatch(/create +FnxCode +AWS::S3::Bucket/)
  expect(first.said).toMatch(/Key: "[0-9a-f]{64}\.py"/)
  expect(first.said).toMatch(/Key: "[0-9a-f]{64}\.zip"/)
  expect(await run(folder, 'deploy', '--yes')).toMatchObject({ code: 0 })
  expect((await run(folder, 'deploy', '--yes')).said).toMatch(/Nothing to do/)
  writeFileSync(join(folder, 'job.py'), 'print(2)\n')
  const { said } = await run(folder, 'deploy', '--yes')
  expect(said).toMatch(/~ update +Job/)
  expect(said).toMatch(/created FnxCode\w+[\s\S]*updated Job[\s\S]*deleted FnxCode/)
  expect(await run(folder, 'remove', '--yes')).toMatchObject({ code: 0 })
})

it('a file that is not there is found at its line', async () => {
  const { code, said } = await run(laid({ 'template.yaml': template, 'site/index.html': '' }), 'plan')
  expect(code).toBe(2)
  expect(said).toMatch(/E4002[^\n]*\n +template\.yaml:6:/)
})
