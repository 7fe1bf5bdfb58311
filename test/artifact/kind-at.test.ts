import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { kindAt } from '../../src/artifact/kind-at.ts'
import { laid } from '../support/diagnosed.ts'

it('kindAt() tells files, folders and what cannot be there', () => {
  const cwd = laid({ 'src/a.js': '' })
  symlinkSync('loop', join(cwd, 'loop'))
  expect(kindAt(join(cwd, 'src'))).toBe('folder')
  expect(kindAt(join(cwd, 'src/a.js'))).toBe('file')
  for (const odd of ['none', 'src/a.js/x', 'a'.repeat(300), 'sr\0c'])
    expect(kindAt(join(cwd, odd)), odd).toBeUndefined()
  expect(() => kindAt(join(cwd, 'loop'))).toThrow(/E8002 .*round in a circle/)
})
