import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { walkFailures } from '../support/failure-walk.ts'
import { root } from '../support/fnx.ts'

const fixtures = join(root, 'test', 'fixtures', 'update')
const lines: string[] = []

afterAll(() => {
  process.stdout.write(`\nevery create and update of an update denied, then again\n${lines.join('\n')}\n`)
})

describe.each(readdirSync(fixtures))('%s', cloud => {
  it('serves on, whatever fails, and the next run cleans up', { timeout: 2_400_000 }, async () => {
    const { points, ways, outages, leaks } = await walkFailures(join(fixtures, cloud))
    lines.push(
      `${cloud.padEnd(8)} ${points} failures, ${ways} ways in, ${outages.length} outages, ${leaks.length} leaks`,
    )
    expect(outages).toEqual([])
    expect(leaks).toEqual([])
    expect(points).toBeGreaterThan(8)
    expect(ways).toBeGreaterThan(0)
  })
})
