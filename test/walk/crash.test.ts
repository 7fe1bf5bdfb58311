import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { phases, walkCrashes } from '../support/crash-walk.ts'
import { root } from '../support/fnx.ts'

const fixtures = join(root, 'test', 'fixtures', 'crash')
const lines: string[] = []

afterAll(() => {
  process.stdout.write(`\nkill -9 at every boundary, then run again\n${lines.join('\n')}\n`)
})

describe.each(readdirSync(fixtures))('%s', cloud => {
  it.each(phases)(
    '$name leaves nothing behind, wherever it is killed',
    { timeout: 1_200_000 },
    async phase => {
      const { points, leaks } = await walkCrashes(join(fixtures, cloud), phase)
      lines.push(`${cloud.padEnd(8)} ${phase.name.padEnd(8)} ${points} crash points, ${leaks.length} leaks`)
      expect(leaks).toEqual([])
      expect(points).toBeGreaterThan(10)
    },
  )
})
