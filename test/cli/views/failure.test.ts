import { describe, expect, it } from 'vitest'
import { showFailure } from '../../../src/cli/views/failure.ts'
import { FnxError } from '../../../src/model/diagnostic.ts'
import { world } from '../../support/world.ts'

const errno = (code: string) => Object.assign(new Error(`${code}: no`), { code, path: '/x' })

describe('showFailure()', () => {
  it('ends with the exit code of our own errors', async () => {
    const { context, stderr } = world()
    expect(await showFailure(new FnxError({ code: 'E7001', message: 'Held.' }, 5), context, false)).toBe(5)
    expect(stderr()).toContain('Held.')
  })

  it.each(['ENOSPC', 'EROFS', 'EACCES', 'ENOTDIR', 'EIO'])('says %s in words', async code => {
    const { context, stderr } = world()
    expect(await showFailure(errno(code), context, false)).toBe(1)
    expect(stderr()).toMatch(/E0007[\s\S]*\/x/)
    expect(stderr()).not.toMatch(/^\s+at /m)
  })

  it('shows the stack of what nobody expected', async () => {
    const { context, stderr } = world()
    expect(await showFailure(new TypeError('x is not a function'), context, false)).toBe(1)
    expect(stderr()).toMatch(/E0099[\s\S]*bug in fnx[\s\S]*\n\s+at /)
  })

  it('writes a result as JSON', async () => {
    const { context, stdout } = world()
    await showFailure(new FnxError({ code: 'E0001', message: 'No.' }, 2), context, true)
    expect(JSON.parse(stdout())).toMatchObject({
      type: 'result',
      exitCode: 2,
      diagnostics: [{ code: 'E0001' }],
    })
  })
})
