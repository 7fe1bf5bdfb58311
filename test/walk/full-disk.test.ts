import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { phases, walkFullDisks } from '../support/crash-walk.ts'
import { root } from '../support/fnx.ts'

const fixtures = join(root, 'test', 'fixtures', 'crash')
const lines: string[] = []

afterAll(() => {
  process.stdout.write(`\na full disk at every write, then again with room\n${lines.join('\n')}\n`)
})

describe.each(readdirSync(fixtures))('%s', cloud => {
  it.each(phases)(
    '$name leaves nothing behind, wherever the disk gets full',
    { timeout: 2_400_000 },
    async phase => {
      const { points, leaks } = await walkFullDisks(join(fixtures, cloud), phase)
      lines.push(`${cloud.padEnd(8)} ${phase.name.padEnd(8)} ${points} full disks, ${leaks.length} leaks`)
      expect(leaks).toEqual([])
      expect(points).toBeGreaterThan(10)
    },
  )
})
