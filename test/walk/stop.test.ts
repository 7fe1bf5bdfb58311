import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { phases } from '../support/crash-walk.ts'
import { root } from '../support/fnx.ts'
import { walkStops } from '../support/stop-walk.ts'

const fixtures = join(root, 'test', 'fixtures', 'crash')
const lines: string[] = []

afterAll(() => {
  process.stdout.write(`\nstopped before a call, its lock taken, then woken\n${lines.join('\n')}\n`)
})

describe.each(readdirSync(fixtures))('%s', cloud => {
  it.each(phases)(
    '$name leaves nothing behind, though it wakes when others have done its work',
    { timeout: 1_200_000 },
    async phase => {
      const { points, leaks } = await walkStops(join(fixtures, cloud), phase, 8)
      lines.push(`${cloud.padEnd(8)} ${phase.name.padEnd(8)} ${points} stops, ${leaks.length} leaks`)
      expect(leaks).toEqual([])
      expect(points).toBeGreaterThan(3)
    },
  )
})
