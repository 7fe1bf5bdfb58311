import { join } from 'node:path'
import { expect, it } from 'vitest'
import { laid, sam } from '../support/diagnosed.ts'
import { fnx, localCloud, projectFrom, root } from '../support/fnx.ts'

const answers = async (url: string) => (await fetch(url)).status

it('local start serves the template of its folder while nothing is deployed, then what is', async () => {
  const cwd = projectFrom(join(root, 'templates', 'aws-nodejs'))
  const cloud = await localCloud([], { cwd })
  const hello = async () => (await fetch(`${cloud.gatewayUrl}/hello`)).json()
  expect(await hello()).toMatchObject({ message: 'Hello, world!', bucket: 'Notes' })
  await fnx(['deploy', '--local', '--yes'], { cwd })
  expect(await hello()).toMatchObject({
    message: 'Hello, world!',
    bucket: expect.stringMatching(/^app-dev-notes-/),
  })
  await fnx(['remove', '--local', '--yes'], { cwd })
  expect(await hello()).toMatchObject({ bucket: 'Notes' })
})

it('local start goes on without a template that cannot be read, and says what is wrong with it', async () => {
  const cwd = laid({ 'template.yaml': sam.replace('Handler', 'Handlr') })
  const cloud = await localCloud([], { cwd })
  expect(await answers(cloud.gatewayUrl)).toBe(404)
})

it.each(['aws-nodejs', 'aws-python', 'aliyun-nodejs', 'tencent-nodejs'])(
  'every address that deploy and status print of %s answers',
  async name => {
    const cwd = projectFrom(join(root, 'templates', name))
    const cloud = await localCloud([], { cwd })
    const deployed = await fnx(['deploy', '--local', '--yes', '--output', 'json'], { cwd })
    const { outputs, endpoints } = JSON.parse(deployed.stdout.trim().split('\n').at(-1) ?? '')
    const status = JSON.parse((await fnx(['status', '--local', '--output', 'json'], { cwd })).stdout)
    const printed = [outputs, status.outputs].flatMap(each => Object.values(each).map(String))
    const urls = [...endpoints, ...status.endpoints].map(({ url }) => String(url))
    const all = [...new Set([...printed, ...urls])].filter(text => text.startsWith('http'))
    expect(all.length).toBeGreaterThan(0)
    expect(all.filter(url => !new URL(url).port)).toEqual([])
    for (const url of all) {
      // Not every resolver knows the names below localhost, which all lead here.
      const { hostname, host, port } = new URL(url)
      const here = hostname.endsWith('.localhost') ? url.replace(host, `127.0.0.1:${port}`) : url
      expect(await answers(here), url).toBe(200)
    }
    await cloud.kill()
  },
)

it('deploy names the folder that serves what it deployed', async () => {
  const cwd = projectFrom(join(root, 'templates', 'aws-nodejs'))
  const { stdout } = await fnx(['deploy', join('app', 'template.yaml'), '--local', '--yes'], {
    cwd: join(cwd, '..'),
  })
  expect(stdout).toContain('Serve them: cd app && fnx local start')
})

it('shows a finding that ends a command with its line and a caret', async () => {
  const cwd = laid({ 'template.yaml': sam.replace('Handler', 'Handlr'), 'app.js': '' })
  const { stderr } = await fnx(['deploy', '--local', '--yes'], { cwd })
  expect(stderr).toMatch(/ {2}template\.yaml:\d+:\d+\n +\d+ \| .*Handlr.*\n +\| +\^{6}\n/)
})
