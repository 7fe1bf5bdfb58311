import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { laid } from '../support/diagnosed.ts'
import { inProcess } from '../support/in-process.ts'

const openapi = (path: string) => `openapi: 3.0.1
info: { title: shop, version: '1' }
paths:
  ${path}:
    get:
      responses: {}
      x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: 'https://example.com' }
`

const run = async (folder: string, ...args: string[]) => {
  const { code, stdout, stderr } = await inProcess([...args, '--local'], folder)
  return { code, said: stdout + stderr }
}

const api = (kind: string) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::${kind}
    Properties:
      StageName: v1
      DefinitionUri: openapi.yaml
`

describe.each(['Api', 'HttpApi'])('DefinitionUri of AWS::Serverless::%s', kind => {
  it('is read from beside the template, and its change is a change of the API', async () => {
    const folder = laid({ 'template.yaml': api(kind), 'openapi.yaml': openapi('/one') })
    expect(await run(folder, 'deploy', '--yes')).toMatchObject({ code: 0 })
    expect((await run(folder, 'deploy', '--yes')).said).toMatch(/Nothing to do/)
    writeFileSync(join(folder, 'openapi.yaml'), openapi('/two'))
    const changed = await run(folder, 'deploy', '--yes')
    expect(changed.said).toMatch(/~ update +Shop\b/)
    expect(changed.said).toMatch(/two/)
    expect((await run(folder, 'remove', '--yes')).code).toBe(0)
  })

  it('is found at its line where nothing is', async () => {
    const { code, said } = await run(laid({ 'template.yaml': api(kind) }), 'plan')
    expect(code).toBe(2)
    expect(said).toMatch(/E4002[^\n]*\n +template\.yaml:7:22/)
    expect(said).toContain('What Shop is defined by is to be in "openapi.yaml", where no file is.')
  })

  it('says what is wrong with the file, at its line there', async () => {
    const folder = laid({ 'template.yaml': api(kind), 'openapi.yaml': 'openapi: 3.0.1\npaths: [\n' })
    const { code, said } = await run(folder, 'plan')
    expect(code).toBe(2)
    expect(said).toMatch(/openapi\.yaml:\d+:\d+/)
  })
})

describe('the definition of a state machine', () => {
  const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: orders.asl.json
      DefinitionSubstitutions: { Next: Done }
      Role: arn:aws:iam::000000000000:role/runs
`
  const machine = (comment: string) =>
    JSON.stringify({ Comment: comment, StartAt: '${Next}', States: { Done: { Type: 'Succeed' } } })

  it('is read from beside the template with its substitutions', async () => {
    const folder = laid({ 'template.yaml': template, 'orders.asl.json': machine('one') })
    expect(await run(folder, 'deploy', '--yes')).toMatchObject({ code: 0 })
    expect((await run(folder, 'deploy', '--yes')).said).toMatch(/Nothing to do/)
    writeFileSync(join(folder, 'orders.asl.json'), machine('two'))
    expect((await run(folder, 'deploy', '--yes')).said).toMatch(/updated Orders/)
    expect((await run(folder, 'remove', '--yes')).code).toBe(0)
  })
})
