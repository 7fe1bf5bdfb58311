import { chmodSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultStackName, readNamed, templateFile } from '../../../src/workflows/project/files.ts'
import { laid } from '../../support/diagnosed.ts'
import { world } from '../../support/world.ts'

const find = (cwd: string, named?: string) => templateFile(world({ cwd }).context, named)

describe('templateFile()', () => {
  it('looks for the usual names in their order', async () => {
    const cwd = laid({ 'template.yml': '', 'template.json': '' })
    expect(await find(cwd)).toEqual({ file: join(cwd, 'template.yml'), folder: cwd })
  })

  it('takes a folder for the template in it', async () => {
    const cwd = laid({ 'shop/template.yaml': '' })
    expect(await find(cwd, 'shop')).toEqual({
      file: join(cwd, 'shop', 'template.yaml'),
      folder: join(cwd, 'shop'),
    })
  })

  it('says what cannot be read instead of that it is not there', async () => {
    const cwd = laid()
    symlinkSync('template.yaml', join(cwd, 'template.yaml'))
    await expect(find(cwd)).rejects.toThrow(/E0002 template.yaml: ELOOP/)
    await expect(find(cwd, '.')).rejects.toThrow(/E0002 template.yaml: ELOOP/)
  })

  it.skipIf(process.getuid?.() === 0)('says so of a folder that may not be entered', async () => {
    const cwd = laid({ 'shop/template.yaml': '' })
    chmodSync(join(cwd, 'shop'), 0)
    await expect(find(cwd, 'shop')).rejects.toThrow('shop/template.yaml may not be read by this user.')
    chmodSync(join(cwd, 'shop'), 0o700)
  })

  it.each([
    ['nothing here', undefined, 'E0003'],
    ['a file that is not there', 'nope.yaml', 'E0002'],
    ['a folder without a template', 'empty', 'E0002'],
  ])('refuses %s', async (_, named, code) => {
    const error = { exitCode: 2, diagnostics: [{ code }] }
    await expect(find(laid({ 'empty/x': '' }), named)).rejects.toMatchObject(error)
  })
})

it('readNamed() says what is wrong with the file that was named', async () => {
  const cwd = laid({ 'x/y': '' })
  await expect(readNamed(join(cwd, 'x'), 'x')).rejects.toThrow('x is a folder, not a file.')
  await expect(readNamed(join(cwd, 'z'), 'z')).rejects.toThrow('There is no file z.')
})

it.each([
  ['/home/ada/shop', 'shop'],
  ['/home/ada/my shop_1', 'my-shop-1'],
  ['/home/ada/2nd-try', 'nd-try'],
  ['/home/ada/商店', 'app'],
  ['/', 'app'],
  [`/home/ada/${'long-'.repeat(20)}`, 'long-'.repeat(20).slice(0, 63)],
])('defaultStackName() makes of %s the name %s', (folder, name) =>
  expect(defaultStackName(folder)).toBe(name),
)
