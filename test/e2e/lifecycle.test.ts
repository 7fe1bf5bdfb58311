import { appendFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fnx, localCloud, projectFrom, root } from '../support/fnx.ts'

interface LoggedRequest {
  readonly seq: number
  readonly service: string
  readonly operation: string
  readonly mutates: boolean
  readonly status: number
}

async function mutationsSince(apiUrl: string, seq: number): Promise<readonly LoggedRequest[]> {
  return (await requests(apiUrl)).filter(request => request.seq > seq && request.mutates)
}

async function requests(apiUrl: string): Promise<readonly LoggedRequest[]> {
  return (await fetch(`${apiUrl}/_fnx/requests`)).json() as Promise<readonly LoggedRequest[]>
}

async function lastSeq(apiUrl: string): Promise<number> {
  return (await requests(apiUrl)).at(-1)?.seq ?? 0
}

const templates = readdirSync(join(root, 'templates'))

describe.each(templates)('the template %s', name => {
  it('validates, deploys, answers, updates by one line, and leaves nothing', {
    timeout: 120_000,
  }, async () => {
    const cwd = projectFrom(join(root, 'templates', name))
    const cloud = await localCloud([], { cwd })
    const run = (...args: string[]) => fnx(args, { cwd })
    const ok = async (...args: string[]) => {
      const ended = await run(...args)
      expect(ended, `${args.join(' ')}\n${ended.stdout}\n${ended.stderr}`).toMatchObject({ code: 0 })
      return ended
    }
    try {
      await ok('validate')
      await ok('deploy', '--local', '--yes')
      const routes = (await ok('status', '--local', '--output', 'json')).stdout
      const { endpoints, resources } = JSON.parse(routes)
      expect(resources.length).toBeGreaterThanOrEqual(4)
      expect(endpoints.length).toBeGreaterThanOrEqual(1)
      const answer = await fetch(`${cloud.gatewayUrl}/hello`)
      expect(answer.status, await answer.clone().text()).toBe(200)

      const before = await lastSeq(cloud.apiUrl)
      expect((await ok('deploy', '--local', '--yes')).stdout).toContain('Nothing to do')
      expect(await mutationsSince(cloud.apiUrl, before)).toEqual([])

      edit(join(cwd, sourceOf(cwd)))
      const edited = await ok('deploy', '--local', '--yes', '--output', 'json')
      const result = JSON.parse(edited.stdout.trim().split('\n').at(-1) ?? '')
      expect(result.done).toHaveLength(1)
      const changed = await mutationsSince(cloud.apiUrl, before)
      expect(changed.map(({ operation }) => operation)).toEqual([expect.stringMatching(/^Update\w*Function/)])

      await ok('remove', '--local', '--yes')
      const state = (await (await fetch(`${cloud.apiUrl}/_fnx/state`)).json()) as Tables // the shape of the inspection endpoint
      expect(leftIn(state)).toEqual([])
    } finally {
      await cloud.kill()
    }
  })
})

/** Adds a line that does something, so that no bundler drops it. */
function edit(file: string): void {
  appendFileSync(file, file.endsWith('.py') ? "\nprint('edited')\n" : "\nconsole.log('edited')\n")
}

/** The one file of code of a template's function. */
function sourceOf(cwd: string): string {
  const files = readdirSync(join(cwd, 'src'))
  const source = files.find(file => /\.(ts|m?js|py)$/.test(file))
  if (source === undefined) throw new Error(`no source in ${files.join(', ')}`)
  return join('src', source)
}

type Tables = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** Entries that a removed stack left in the local cloud; logs are what a cloud keeps, too. */
function leftIn(tables: Tables): readonly string[] {
  return Object.entries(tables)
    .filter(([table]) => !/log|request/i.test(table))
    .flatMap(([table, entries]) => Object.keys(entries).map(key => `${table}: ${key}`))
}
