import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { phases } from '../support/crash-walk.ts'
import { walkFaults } from '../support/fault-walk.ts'
import { root } from '../support/fnx.ts'

const fixtures = join(root, 'test', 'fixtures', 'crash')
const lines: string[] = []

afterAll(() => {
  process.stdout.write(`\nevery fault at every call, then again where it failed\n${lines.join('\n')}\n`)
})

describe.each(readdirSync(fixtures))('%s', cloud => {
  it.each(phases)('$name comes to the same, whichever call fails', { timeout: 1_200_000 }, async phase => {
    const { points, leaks } = await walkFaults(join(fixtures, cloud), phase)
    lines.push(`${cloud.padEnd(8)} ${phase.name.padEnd(8)} ${points} faults, ${leaks.length} leaks`)
    expect(leaks).toEqual([])
    expect(points).toBeGreaterThan(10)
  })
})
