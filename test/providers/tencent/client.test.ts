import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Settings } from '../../../src/model/provider.ts'
import { connect } from '../../../src/providers/tencent/connect.ts'
import { quickPace, tencentCloud } from './tencent-cloud.ts'

const settings: Settings = {
  credentials: { id: 'local', secret: 'local' },
  environment: {},
  home: '/nowhere',
  pace: { ...quickPace(), attempt: send => send() },
}

/** Serves one answer to everything and counts the questions. */
async function always(status: number, body: string) {
  let asked = 0
  const server = createServer((_request, response) => {
    asked++
    response.writeHead(status, { 'content-type': 'text/html' }).end(body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo // a listening server has an address
  return { url: `http://127.0.0.1:${port}`, asked: () => asked }
}

describe('connect()', () => {
  it('asks who calls', async () => {
    const { url } = await tencentCloud()
    const { account, region, client } = await connect({ ...settings, endpoint: url, region: 'ap-shanghai' })
    expect({ account, region }).toEqual({ account: '100000000000', region: 'ap-shanghai' })
    expect(await client.appId()).toBe('1250000000')
  })

  it('is not led astray by a proxy', async () => {
    const { url } = await tencentCloud()
    process.env.http_proxy = 'http://127.0.0.1:9'
    onTestFinished(() => {
      delete process.env.http_proxy
    })
    const { client } = await connect({ ...settings, endpoint: url })
    await client.cos({ method: 'PUT', bucket: 'a-1250000000', repeatable: false })
    await expect(
      client.cos({ method: 'HEAD', bucket: 'a-1250000000', repeatable: true }),
    ).resolves.toBeDefined()
  })

  it('says that nothing listens', async () => {
    await expect(connect({ ...settings, endpoint: 'http://127.0.0.1:1' })).rejects.toMatchObject({
      diagnostics: [{ code: 'E6008', hint: expect.stringContaining('endpoint') }],
    })
  })

  it.each([
    [200, '<html>A proxy speaks</html>'],
    [502, '<html>Bad gateway</html>'],
    [200, ''],
  ])('takes %i %j for no answer', async (status, body) => {
    const { url } = await always(status, body)
    await expect(connect({ ...settings, endpoint: url })).rejects.toMatchObject({
      diagnostics: [{ code: 'E6008' }],
    })
  })

  it('refuses a key that the cloud does not know', async () => {
    const { url } = await tencentCloud()
    const credentials = { id: 'other', secret: 'x' }
    await expect(connect({ ...settings, endpoint: url, credentials })).rejects.toMatchObject({
      diagnostics: [{ code: 'E6002', hint: expect.stringContaining('TENCENTCLOUD_SECRET_ID') }],
    })
  })

  it.each([500, 503])(
    'sends a call of COS once, though its SDK would send it again after %i',
    async status => {
      const { url, asked } = await always(status, '')
      const { client } = await reach(url)
      await expect(
        client.cos({ method: 'PUT', bucket: 'a-1250000000', repeatable: false }),
      ).rejects.toMatchObject({
        statusCode: status,
      })
      expect(asked()).toBe(2)
    },
  )
})

/** Reaches an address that cannot say who calls: the first call is answered here. */
async function reach(endpoint: string) {
  let calls = 0
  const attempt: Settings['pace']['attempt'] = async send => {
    if (calls++ > 0) return await send()
    await send().catch(() => undefined)
    return { AccountId: '1' } as Awaited<ReturnType<typeof send>> // what the first call, GetCallerIdentity, gives
  }
  return await connect({ ...settings, endpoint, pace: { ...settings.pace, attempt } })
}
