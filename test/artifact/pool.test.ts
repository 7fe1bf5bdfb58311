import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openPool } from '../../src/artifact/pool.ts'
import { temporaryFolder } from '../support/fnx.ts'

describe('openPool()', () => {
  it('starts no thread for little code, nor where the worker is not built', () => {
    expect(openPool(1000, 'unused').width).toBe(1)
    expect(openPool(1e9).width).toBe(1)
  })

  it('gives the batches of a thread that dies as trouble, and ends', async () => {
    const worker = join(temporaryFolder(), 'worker.mjs')
    writeFileSync(worker, 'throw new Error("no memory left")')
    const pool = openPool(1e9, worker)
    const wanted = [{ file: 'a', size: 1, modified: 1 }]
    expect(await Promise.all([pool.pack(wanted), pool.pack(wanted)])).toEqual([
      { file: 'a', trouble: 'no memory left' },
      { file: 'a', trouble: 'no memory left' },
    ])
    await pool.close()
  })
})
