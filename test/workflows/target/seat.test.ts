import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { holdOn, holdSeat } from '../../../src/workflows/target/seat.ts'
import { folderOf, localCloud, send } from '../../support/local-cloud.ts'

const signed = { authorization: 'local' }

it('holdSeat() carries a local cloud on at its address, with what it held', async () => {
  const dataDir = join(folderOf(), 'data')
  const first = await localCloud({ dataDir, passing: true })
  await send(`${first.apiUrl}/fake/Put/a`, { method: 'POST', headers: signed, body: '{"x":1}' })
  const { apiUrl } = first
  const start = async (apiPort: number) => {
    const cloud = await localCloud({ dataDir, passing: true, apiPort })
    return { lost: new Promise(() => undefined), release: () => cloud.close() }
  }
  const holding = await holdOn(apiUrl)
  if (holding === undefined) throw new Error('no hold')
  const seat = holdSeat({ dataDir, apiUrl, start }, holding)
  await first.close()
  await new Promise(resolve => setImmediate(resolve))
  await seat.ready()
  expect((await send(`${apiUrl}/fake/Get/a`, { headers: signed })).text).toBe('{"x":1}')
  await seat.close()
  await expect(send(`${apiUrl}/fake/Get/a`, { headers: signed })).rejects.toThrow('ECONNREFUSED')
})

it('holdSeat() leads its address to a local cloud that got the folder in between', async () => {
  const dataDir = join(folderOf(), 'data')
  const first = await localCloud({ dataDir, passing: true })
  const { apiUrl } = first
  const holding = await holdOn(apiUrl)
  if (holding === undefined) throw new Error('no hold')
  const seat = holdSeat({ dataDir, apiUrl, start: async () => undefined }, holding)
  await first.close()
  const staying = await localCloud({ dataDir })
  await new Promise(resolve => setImmediate(resolve))
  await seat.ready()
  const health = await send(`${apiUrl}/_fnx/health`)
  expect(JSON.parse(health.text)).toMatchObject({ apiUrl: staying.apiUrl })
  await seat.close()
})

it('holdOn() gives nothing where nobody answers, or where the local cloud is about to end', async () => {
  const cloud = await localCloud({ passing: true })
  const holding = await holdOn(cloud.apiUrl)
  const closing = cloud.close()
  expect(await holdOn(cloud.apiUrl)).toBeUndefined()
  await Promise.all([closing, holding?.lost])
  expect(await holdOn(cloud.apiUrl)).toBeUndefined()
})

it('holdOn() gives nothing where one is paused: it takes the connection and says nothing', async () => {
  const paused = createServer().listen(0, '127.0.0.1')
  await once(paused, 'listening')
  const { port } = paused.address() as AddressInfo
  expect(await holdOn(`http://127.0.0.1:${port}`)).toBeUndefined()
  paused.close()
})
