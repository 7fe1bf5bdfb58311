import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cacheFolder } from '../../../src/workflows/target/cache-folder.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const elsewhere = join(tmpdir(), 'fnx-me')

describe.skipIf(process.platform !== 'linux')('cacheFolder()', () => {
  it('makes a folder in the cache of the user, which it makes too', () => {
    const home = temporaryFolder()
    const folder = cacheFolder({ environment: {}, home, user: 'me' })
    expect(folder).toBe(join(home, '.cache', 'fnx'))
    expect(existsSync(folder)).toBe(true)
  })

  it('follows XDG_CACHE_HOME where that is an absolute path', () => {
    const [home, caches] = [temporaryFolder(), temporaryFolder()]
    const at = (XDG_CACHE_HOME: string) => cacheFolder({ environment: { XDG_CACHE_HOME }, home, user: 'me' })
    expect(at(caches)).toBe(join(caches, 'fnx'))
    expect(at('caches')).toBe(join(home, '.cache', 'fnx'))
  })

  it('takes the folder of temporary files where nothing can be made', () => {
    const environment = { XDG_CACHE_HOME: '/proc/nothing' }
    expect(cacheFolder({ environment, home: '/nowhere', user: 'me' })).toBe(elsewhere)
    expect(cacheFolder({ environment: {}, home: '/nowhere/at/all', user: 'me' })).toBe(elsewhere)
  })
})
