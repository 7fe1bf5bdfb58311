import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { phases, walkCrashes } from '../support/crash-walk.ts'
import { root } from '../support/fnx.ts'

/** A small project of each cloud, which all walks take, and larger ones, which have their crashes in parts of their own. */
const projects = ['crash', 'wide'].flatMap(folder => {
  const fixtures = join(root, 'test', 'fixtures', folder)
  return readdirSync(fixtures).map(name => ({ name, project: join(fixtures, name) }))
})
const lines: string[] = []

afterAll(() => {
  process.stdout.write(`\nkill -9 at every boundary, then run again\n${lines.join('\n')}\n`)
})

describe.each(projects)('$name', ({ name, project }) => {
  it.each(phases)(
    '$name leaves nothing behind, wherever it is killed',
    { timeout: 1_200_000 },
    async phase => {
      const { points, leaks } = await walkCrashes(project, phase)
      lines.push(`${name.padEnd(11)} ${phase.name.padEnd(8)} ${points} crash points, ${leaks.length} leaks`)
      expect(leaks).toEqual([])
      expect(points).toBeGreaterThan(10)
    },
  )
})
