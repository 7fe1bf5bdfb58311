import { copyFileSync, mkdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fnx, localCloud, temporaryFolder } from '../support/fnx.ts'
import { lacksShared, shared } from '../support/needs.ts'

/** Templates as people published them, with their slips of the pen. */
const seeds = [
  { template: 'sam-hello.yaml', handler: 'app.py', folder: '.', slips: ['7:7', '21:13'], bodyless: 502 },
  { template: 'ros-hello.yaml', handler: 'index.js', folder: 'src', slips: ['9:7', '34:15'], bodyless: 200 },
]

describe.skipIf(lacksShared('seeds'))('a published template', () => {
  it.each(seeds)(
    '$template is named its typos, fixed, deployed, asked and removed',
    { timeout: 120_000 },
    async seed => {
      const cwd = temporaryFolder()
      mkdirSync(join(cwd, seed.folder), { recursive: true })
      copyFileSync(join(shared, 'seeds', seed.template), join(cwd, 'template.yaml'))
      copyFileSync(join(shared, 'seeds', seed.handler), join(cwd, seed.folder, seed.handler))
      const run = (...args: string[]) => fnx(args, { cwd })

      const asPublished = await run('validate')
      expect(asPublished.code).toBe(2)
      for (const place of seed.slips) expect(asPublished.stdout).toContain(`template.yaml:${place}\n`)
      const fixed = await run('validate', '--fix')
      expect(fixed.stdout).toMatch(/valid \(2 fixed, 0 errors, [1-9]/)
      expect(fixed.code).toBe(0)

      const cloud = await localCloud([], { cwd })
      try {
        expect(await run('deploy', '--local', '--yes')).toMatchObject({ code: 0 })
        expect((await fetch(`${cloud.gatewayUrl}/hello`)).status).toBe(seed.bodyless)
        expect(await getWithBody(`${cloud.gatewayUrl}/hello`, '{"a":1}')).toBe(200)
        expect(await run('remove', '--local', '--yes')).toMatchObject({ code: 0 })
        const tables = (await (await fetch(`${cloud.apiUrl}/_fnx/state`)).json()) as Record<string, object> // the inspection endpoint
        const left = Object.entries(tables).filter(
          ([table, entries]) => !/log/i.test(table) && Object.keys(entries).length > 0,
        )
        expect(left).toEqual([])
      } finally {
        await cloud.kill()
      }
    },
  )
})

/** A GET with a body, which `fetch` refuses to send. */
function getWithBody(url: string, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length }
    const sent = request(url, { method: 'GET', headers }, response => {
      response.resume()
      response.on('end', () => resolve(response.statusCode))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
